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

  const nameOf = ({ name, authority }: Held): Recognised | undefined =>
    name ?? (authority && names.ofAuthoritySoFar(authority));
  const mark = (held: Held): void => marks.draw(held, grades.get(nameOf(held)?.domain ?? ''));

  /** A grade is drawn only where every domain is looked up on sight: elsewhere it would tell the page what you looked at. */
  const learnt = ({ domain, transit }: CardView): void => {
    if (!sight) return;
    grades.set(domain, transit.grade);
    for (const held of registry.all) if (nameOf(held)?.domain === domain) mark(held);
  };
  const quietly = (error: unknown): void => {
    if (error instanceof Gone) gone();
  };

  const onSight = settings.lookup === 'sight' && window === window.top && site.onSight(location.pathname);
  const seen = (domain: string) => ask.look(domain, 'sight').then(view => view && learnt(view), quietly);
  const sight = onSight ? new Sight(domain => void seen(domain), signal) : undefined;

  const show = new Show({
    signal,
    nameOf: async held => held.name ?? (held.authority && (await names.ofAuthority(held.authority))),
    learnt,
    gone,
  });

  const read = async (scopes: ReadonlySet<Node>): Promise<void> => {
    const found = (await Promise.all([...scopes].map(scope => findTargets(scope, { signal })))).flat();
    const bodies = [...scopes].flatMap(scope => site.authorities(scope as ParentNode & Node, new URL(location.href)));
    await names.learn([...found, ...bodies].map(({ domain }) => domain ?? ''));
    if (signal.aborted) return;
    const held: Held[] = [];
    for (const target of found) {
      const name = names.of(target.domain);
      if (name) held.push({ target, name });
    }
    for (const authority of bodies) {
      const { where, domain = '' } = authority;
      const name = names.of(domain);
      if (name || authority.told) held.push({ target: { kind: 'authority', domain, where }, authority, name });
    }
    const { dropped, added } = registry.replace(scopes, held);
    for (const old of dropped) marks.erase(old);
    for (const fresh of added) mark(fresh);
    sight?.add(added);
  };

  const observer = new Observer({
    signal,
    isOurs: node => node === show.card.host,
    read: scopes => read(scopes).catch(quietly),
  });

  listen({
    signal,
    registry,
    act: act => void show.act(act),
    moved: (x, y, path, target) => {
      // A root that was attached after its element was read tells nobody: it is met here at the latest.
      for (const node of path) if (node instanceof ShadowRoot) observer.watch(node);
      show.moved(x, y, path, target);
    },
    left: () => show.left(),
    pressed: (path, target) => show.pressed(path, target),
    focused: path => show.focused(path),
  });
  observer.watch(document);

  return {
    dismiss: () => show.dismiss(),
    targets: () => {
      const byDomain = new Map<string, Recognised & { readonly authority?: string }>();
      for (const held of registry.inOrder) {
        const name = nameOf(held);
        if (!name || byDomain.has(name.domain)) continue;
        byDomain.set(name.domain, { ...name, ...(held.authority && { authority: held.authority.name }) });
      }
      return [...byDomain.values()];
    },
  };
}
