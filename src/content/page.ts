/** One page while it is watched: reads it, marks it, shows the card. Everything it started ends with one signal. */
import type { CardView, OfPage, PageSettings, Recognised } from '../messages/messages.ts';
import type { TransitGrade } from '../verdict/grades.ts';
import { ask, Gone } from './ask.ts';
import { findTargets } from './find.ts';
import { listen } from './listen.ts';
import { Marks } from './mark.ts';
import { Names } from './names.ts';
import { Observer } from './observe.ts';
import { type Held, Registry } from './registry.ts';
import { Show } from './show.ts';
import { Sight } from './sight.ts';
import { siteOf } from './sites/here.ts';

export type Page = {
  /** What was found, each domain once, in order of the page. */
  targets(): ReturnType<OfPage['targets']>;
  /** Closes the card; false when there was none. */
  dismiss(): boolean;
};

/** Watches this frame's page until `signal`; `gone` is called when the extension no longer answers. */
export function watchPage(settings: PageSettings, signal: AbortSignal, gone: () => void): Page {
  const site = siteOf(location.hostname);
  const registry = new Registry();
  const names = new Names();
  const marks = new Marks(signal);
  const grades = new Map<string, TransitGrade>();

  const quietly = (error: unknown): void => {
    if (error instanceof Gone) gone();
  };
  const mark = (held: Held): void => marks.draw(held, grades.get(names.of(held.domain)?.domain ?? ''));

  /** A grade is drawn only where every domain is looked up on sight: elsewhere it would tell the page what you looked at. */
  const learnt = ({ domain, transit }: CardView): void => {
    if (!sight) return;
    grades.set(domain, transit.grade);
    for (const held of registry.all) mark(held);
  };
  const look = (written: string): void => {
    const domain = names.of(written)?.domain;
    if (domain) ask.look(domain, 'sight').then(view => view && learnt(view), quietly);
  };
  const onSight = settings.lookup === 'sight' && window === window.top && site.onSight(location.pathname);
  const sight = onSight ? new Sight(look, signal) : undefined;
  const show = new Show({ signal, nameOf: held => names.told(held.domain), learnt, gone });

  const read = async (scopes: ReadonlySet<Node>): Promise<void> => {
    const found: Held[] = [];
    for (const scope of scopes) {
      found.push(...(await findTargets(scope, { signal })), ...site.authorities(scope as ParentNode & Node));
    }
    await names.learn(found.map(({ domain }) => domain));
    if (signal.aborted) return;
    const isAsked = ({ domain }: Held): boolean => domain.startsWith('/') || names.of(domain) !== undefined;
    const { dropped, added } = registry.replace(scopes, found.filter(isAsked));
    for (const old of dropped) marks.erase(old);
    for (const fresh of added) mark(fresh);
    sight?.add(added.filter(({ domain }) => names.of(domain)));
  };

  const observer = new Observer({ signal, ours: show.card.host, read: scopes => read(scopes).catch(quietly) });
  listen({
    signal,
    targets: registry.all,
    act: act => void show.act(act),
    moved: (x, y, path, target) => {
      // A root that was attached after its element was read tells nobody: it is met here at the latest.
      for (const node of path) if (node instanceof ShadowRoot) observer.watch(node);
      show.moved(x, y, path, target);
    },
    left: () => show.left(),
    elsewhere: (path, target) => show.elsewhere(path, target),
  });
  observer.watch(document);

  return {
    dismiss: () => show.dismiss(),
    targets: () => {
      const byDomain = new Map<string, Recognised & { readonly authority?: string }>();
      for (const { domain, authority } of registry.inOrder) {
        const name = names.of(domain);
        if (name && !byDomain.has(name.domain)) byDomain.set(name.domain, { ...name, ...(authority && { authority }) });
      }
      return [...byDomain.values()];
    },
  };
}
