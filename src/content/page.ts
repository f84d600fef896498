/** One page while it is watched: reads it, marks it, shows the card. Everything it started ends with one signal. */
import type { CardView, OfPage, PageSettings } from '../messages/messages.ts';
import type { TransitGrade } from '../verdict/grades.ts';
import { ask } from './ask.ts';
import { byPlace, findTargets } from './find.ts';
import { listen } from './listen.ts';
import { marks } from './mark.ts';
import { isToldAt, namesOfPage } from './names.ts';
import { observe } from './observe.ts';
import { type Held, replace } from './registry.ts';
import { showing } from './show.ts';
import { sight } from './sight.ts';
import { siteOf } from './sites/here.ts';

export type Page = {
  /** What was found, each domain once, in order of the page. */
  targets(): ReturnType<OfPage['targets']>;
  /** Closes the card; false when there was none. */
  dismiss(): boolean;
};

/** Watches this frame's page until `signal`. */
export function watchPage(settings: PageSettings, signal: AbortSignal): Page {
  const site = siteOf(location.hostname);
  const all = new Set<Held>();
  const names = namesOfPage();
  const { draw, erase } = marks(signal);
  const grades = new Map<string, TransitGrade>();

  /** Nothing is said of it in the page's console; the next act, or the next change of the page, asks again. */
  const failed = (): void => undefined;
  const mark = (held: Held): void => draw(held, grades.get(names.of(held.domain)?.domain ?? ''));

  /** A grade is drawn only where every domain is looked up on sight: elsewhere it would tell the page what you looked at. */
  const learnt = ({ domain, transit }: CardView): void => {
    if (!onSight) return;
    grades.set(domain, transit.grade);
    for (const held of all) mark(held);
  };
  const look = (written: string): void => {
    const domain = names.of(written)?.domain;
    if (domain) ask.look(domain, 'sight').then(view => view && learnt(view), failed);
  };
  const onSight = settings.lookup === 'sight' && window === window.top && site.onSight(location.pathname);
  const inSight = sight(look, signal);
  const show = showing({ signal, nameOf: held => names.told(held.domain), learnt });

  const read = async (scopes: ReadonlySet<Node>): Promise<void> => {
    const found: Held[] = [];
    for (const scope of scopes) {
      found.push(...(await findTargets(scope, { signal })), ...site.authorities(scope as ParentNode & Node));
    }
    await names.learn(found.map(({ domain }) => domain));
    if (signal.aborted) return;
    const isAsked = ({ domain }: Held): boolean => isToldAt(domain) || names.of(domain) !== undefined;
    const { dropped, added } = replace(all, scopes, found.filter(isAsked));
    for (const old of dropped) erase(old);
    for (const fresh of added) mark(fresh);
    if (onSight) inSight(added.filter(({ domain }) => names.of(domain)));
  };

  const watch = observe({ signal, ours: show.host, read: scopes => read(scopes).catch(failed) });
  listen({
    signal,
    targets: all,
    ...show,
    act: act => void show.act(act),
    moved: (x, y, path, target) => {
      // A root that was attached after its element was read tells nobody: it is met here at the latest.
      for (const node of path) if (node instanceof ShadowRoot) watch(node);
      show.moved(x, y, target);
    },
  });
  watch(document);

  return {
    dismiss: show.dismiss,
    targets: () => {
      const found = new Map<string, ReturnType<OfPage['targets']>[number]>();
      for (const { domain, authority } of [...all].sort(byPlace)) {
        const name = names.of(domain);
        if (name) found.set(name.domain, { ...name, ...(authority && { authority }) });
      }
      return [...found.values()];
    },
  };
}
