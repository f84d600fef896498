/** What the parts say to one another: one interface of functions for each part that answers. All plain JSON. */
import type { IdentityGrade, TransitGrade } from '../verdict/grades.ts';
import type { Verdict } from '../verdict/verdict.ts';

/**
 * Why a page wants a lookup (product.md, promise 5). `sight`: the target came into view on a public page that is looked
 * up on sight. `act`: the user pointed, tapped or focused.
 */
export type PageCause = 'sight' | 'act';

/** `click`: a click on something of ours, which no page can say of itself. */
export type Cause = PageCause | 'click';

/** A domain as found on a page, made ready: what to ask for and what to show. */
export type Recognised = { readonly domain: string; readonly unicode: string };

/** What a hover card shows, in words already. */
export type CardView = Recognised & {
  readonly transit: { readonly grade: TransitGrade; readonly title: string };
  readonly identity: { readonly grade: IdentityGrade; readonly title: string };
  /** One sentence of consequence. */
  readonly sentence: string;
  /** The two or three facts behind it. */
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  /** When it was looked at, milliseconds since the epoch, and until when it need not be asked again. */
  readonly at: number;
  readonly expires: number;
  /** The verdict as plain text, for "copy". */
  readonly text: string;
};

export type PageSettings = {
  /** Marks and cards on this site at all. */
  readonly quiet: boolean;
  /** Whether this page's domains are looked up on sight, after an act, or never from the page. */
  readonly lookup: 'sight' | 'act' | 'never';
};

/** Asked by a content script. The background reads the page's address from the sender, never from the message. */
export interface ForPage {
  settings(): PageSettings;
  /** Those of `domains` (as written on the page) that can be looked up at all; asks no one. */
  recognise(domains: readonly string[]): Readonly<Record<string, Recognised>>;
  /** What is already known of these domains; asks no one. */
  known(domains: readonly string[]): readonly CardView[];
  /** Looks up if need be, after `cause`; undefined when this page may not look up for that cause, or the domain not at all. */
  look(domain: string, cause: PageCause): CardView | undefined;
  /** Opens the popup's page for this domain in a tab. */
  details(domain: string): void;
}

/** The user's choices. */
export type Settings = {
  /** URLs of the resolvers, in the order in which they are tried. */
  readonly resolvers: readonly string[];
  readonly publicPages: 'sight' | 'act';
  readonly webmail: 'act' | 'never';
  /** Host names of sites without marks and cards. */
  readonly quietSites: readonly string[];
};

/** Why a typed text stands for no domain that can be looked up. */
export type TypedProblem =
  | 'nothing'
  | 'no-domain'
  | 'no-address'
  | 'single-label'
  | 'ip-address'
  | 'special-use'
  | 'unknown-suffix';

export type Typed =
  | { readonly status: 'found'; readonly recognised: Recognised }
  | { readonly status: 'permerror'; readonly problem: TypedProblem };

/** Asked by our own pages (popup). */
export interface ForScreen {
  /** What a typed text or a page's address stands for: an address, a domain, a URL. */
  read(text: string): Typed;
  /** The domain to show for a site: its registrable domain; empty for an address that is no public web site. Asks no one. */
  site(url: string): readonly Recognised[];
  /** The host's own name where it is longer than the registrable domain and has its own MX: one lookup, so not waited for. */
  ownMail(url: string): Recognised | undefined;
  /** The verdict held for a domain, if any; asks no one. */
  held(domains: readonly string[]): readonly Verdict[];
  /** The popup was opened on it or its recheck was clicked: asks what has expired, all of it when `again`. */
  inspect(domain: string, again: boolean): Verdict;
  /**
   * The browser's prompt for the policy hosts of these domains is about to open, and may close the popup: once granted, they
   * are looked at again with the policy. Sent before the prompt and without awaiting it.
   */
  waiting(domains: readonly string[]): void;
  settings(): Settings;
  change(settings: Settings): Settings;
  /** Forgets every verdict and policy held. */
  clear(): void;
}

/** Told by the background to our own pages while an inspection runs. */
export interface Heard {
  /** `isPrivate`: asked from a private window, and of no concern to the screens of others. */
  progress(verdict: Verdict, isPrivate: boolean): void;
}

/** Asked of a page's content script by the popup: what was found there, in order of the page. */
export interface OfPage {
  targets(): readonly (Recognised & { readonly authority?: string })[];
  /** Settings changed, or everything was forgotten: start afresh. */
  refresh(): void;
}
