/** What was measured, as rows of the table. */
import { type FindingFigures, limits as findingLimits } from './finding.ts';
import type { PageName } from './finding-pages.ts';
import { type LookupFigures, limits as lookupLimits } from './lookups.ts';
import { finderAndMarks, sizeLimits, sizeOf } from './sizes.ts';
import type { Row } from './table.ts';

/** What a figure is called, what must hold of it ('' where it is only told), and how it is read from the figures of a browser. */
type Reading<T> = readonly [figure: string, aim: string, read: (figures: T) => string];

function rowsOf<T>(browsers: readonly T[], readings: readonly Reading<T>[]): readonly Row[] {
  return readings.map(([figure, aim, read]) => ({ figure, aim, values: browsers.map(read) }));
}

const times = (ratio: number, digits = 2): string => `${ratio.toFixed(digits)} ×`;
const milliseconds = (time: number): string => `${time.toFixed(1)} ms`;
const number = (count: number): string => count.toLocaleString('en-GB');
const bytes = (count: number): string => `${number(count)} B`;

const pageNames = {
  page: 'a page',
  list: 'a list of messages alone',
  letters: 'letters alone',
} as const satisfies Record<PageName, string>;

export function findingRows(browsers: readonly FindingFigures[]): readonly Row[] {
  const { atPass, finder, linkify, growth } = findingLimits;
  const pages = (browsers[0]?.pages ?? []).flatMap(({ page, nodes, targets }, index) => {
    const name = `${pageNames[page]}, ${number(nodes)} texts, ${number(targets)} targets`;
    const readings: readonly Reading<FindingFigures['pages'][number]>[] = [
      [`${name}: the “@” pass, in bare walks`, `≤ ${atPass}`, figures => times(figures.atPass)],
      ['– the whole finder, in bare walks', `≤ ${finder}`, figures => times(figures.finder)],
      [
        '– linkify-element, in whole finders',
        `≥ ${linkify.Chromium}, ${linkify.Firefox}`,
        figures => times(figures.linkify, 1),
      ],
      [
        '– both, when the page is read over and over',
        '',
        ({ again }) => `${times(again.atPass)}, ${times(again.finder)}`,
      ],
      ['– longest slice', 'towards 8 ms', figures => milliseconds(figures.longestSlice)],
    ];
    const isJudged = page === 'page';
    return rowsOf(
      browsers.flatMap(figures => figures.pages[index] ?? []),
      readings.map(([figure, aim, read]) => [figure, isJudged ? aim : '', read]),
    );
  });
  const worst = (of: 'growth' | 'once', { hostile }: FindingFigures) =>
    Math.max(...Object.values(hostile).map(shape => shape[of]));
  const hostile = rowsOf(browsers, [
    ['hostile text, twice as long: the worst of its shapes', `≤ ${growth}`, figures => times(worst('growth', figures))],
    ['– 100,000 characters of the slowest', '', figures => milliseconds(worst('once', figures))],
  ]);
  return [...pages, ...hostile];
}

export type Lookups = {
  /** One for each delay. */
  readonly delayed: readonly LookupFigures[];
  /** All that is asked for a domain with two MX hosts, DANE and a policy. */
  readonly asked: readonly string[];
  readonly hasVerdict: boolean;
  readonly overEmpty: number;
};

export function lookupRows(browsers: readonly Lookups[]): readonly Row[] {
  const { records, whole } = lookupLimits;
  const delayed = (browsers[0]?.delayed ?? []).flatMap(({ delay }, index) =>
    rowsOf(
      browsers.flatMap(figures => figures.delayed[index] ?? []),
      [
        [`records of a domain, in delays of ${delay} ms`, `≤ ${records}`, ({ warm }) => times(warm.records)],
        ['– with addresses, TLSA and policy', `≤ ${whole}`, ({ warm }) => times(warm.whole)],
        [
          '– as many bare fetches in two rounds, for comparison',
          '',
          ({ bare }) => `${times(bare.records)}, ${times(bare.whole)}`,
        ],
        ['– the same from a policy host not met before', '', ({ firstMeeting }) => times(firstMeeting.whole)],
        ['– no connection open: records', '', ({ cold }) => times(cold.records)],
        ['– no connection open: with addresses, TLSA and policy', '', ({ cold }) => times(cold.whole)],
      ],
    ),
  );
  const others = rowsOf(browsers, [
    ['requests for two MX hosts, DANE and a policy', '≤ 16', ({ asked }) => String(asked.length)],
    ['– of them asked before', '0', ({ asked }) => String(asked.length - new Set(asked).size)],
    ['a held verdict is in the first paint of the popup', 'yes', ({ hasVerdict }) => (hasVerdict ? 'yes' : 'no')],
    ['– time to it, in first paints without a domain', '', ({ overEmpty }) => times(overEmpty)],
  ]);
  return [...delayed, ...others];
}

/** `folders` are the built ones. */
export async function sizeRows(folders: readonly string[]): Promise<readonly Row[]> {
  const part = (figure: string, file: Exclude<keyof typeof sizeLimits, 'finderAndMarks'>): Reading<string> => [
    figure,
    `≤ ${bytes(sizeLimits[file])}`,
    folder => bytes(sizeOf(folder, file)),
  ];
  const finder = bytes(await finderAndMarks());
  return rowsOf(folders, [
    part('content script, gzipped', 'src/content/main.js'),
    ['– of it finder and marks', `≤ ${bytes(sizeLimits.finderAndMarks)}`, () => finder],
    part('popup, all its files, gzipped', 'src/popup/index.html'),
    part('background, all its files, gzipped', 'service-worker-loader.js'),
  ]);
}
