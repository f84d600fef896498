/** Runs tests of one copy of the tree again and again in one process: forked by the workshop, spoken to by messages. */
import { join } from 'node:path';
import { createVitest } from 'vitest/node';

/** `changed`: the files whose text is another than in the run before. */
export type Order = { readonly changed: readonly string[]; readonly tests: readonly string[] };

const [root = ''] = process.argv.slice(2);

const vitest = await createVitest(
  'test',
  {
    root,
    config: false,
    watch: false,
    // Without `bail`: it counts the failures of earlier runs too.
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    reporters: [{}],
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/no-network.ts'],
    testNamePattern: /^(?!.*(?:(?:linear|steady) time|grows with|twice as long))/,
  },
  { server: { watch: null } },
);
const specifications = new Map(
  (await vitest.globTestSpecifications()).map(specification => [specification.moduleId, specification]),
);

/** `skipped`: a file with nothing but cases about time. */
const fine: ReadonlySet<string> = new Set(['passed', 'skipped']);

process.on('message', async ({ changed, tests }: Order) => {
  for (const file of changed) vitest.invalidateFile(join(root, file));
  process.send?.((await noticed(tests)) ? 'noticed' : 'unnoticed');
});

process.send?.('ready');

async function noticed(tests: readonly string[]): Promise<boolean> {
  for (const test of tests) {
    const specification = specifications.get(join(root, test));
    if (!specification) throw new Error(`no such test: ${test}`);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
    // What is told is the state of all files ever run here.
    const own = testModules.find(module => module.moduleId === specification.moduleId);
    if (unhandledErrors.length > 0 || !fine.has(own?.state() ?? '')) return true;
  }
  return false;
}
