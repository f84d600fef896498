/**
 * What a test may do with a real browser that runs the built extension: one interface, so that one suite runs unchanged
 * in Chromium (`chromium.ts`, over its devtools pipe) and Firefox (`firefox.ts`, over Marionette). Nothing here reaches
 * into the extension: what is on the screen is read from the accessibility tree, input is trusted input.
 */
import type { Accessible } from './driver-tree.ts';

/** In CSS pixels from the top left corner of the viewport. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What a browser must be told to live in the lab's internet and no other. The lab is one. */
export type Internet = {
  /** The value of Chromium's --host-resolver-rules. */
  readonly chromiumRules: string;
  readonly firefoxPrefs: Readonly<Record<string, string | number | boolean>>;
  /** Makes an NSS database, in which the lab's authority is trusted, in this folder. */
  trustCa(nssFolder: string): Promise<void>;
};

export type StartOptions = {
  /** The built folder: dist/chrome or dist/firefox. */
  readonly extensionDir: string;
  readonly lab: Internet;
  /**
   * `none` is headless. `virtual` brings up an own X server: only there can Chromium's permission prompt be answered.
   * `user` shows the browser on the display of whoever started us.
   */
  readonly display?: 'none' | 'virtual' | 'user';
  /** The user has allowed the extension in private windows. */
  readonly privateAllowed?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
};

export interface Driver {
  readonly name: 'Chromium' | 'Firefox';
  /** The folder that a build for this browser writes. */
  readonly built: string;
  start(options: StartOptions): Promise<Browser>;
}

export interface Browser {
  readonly name: Driver['name'];
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** The URL of a file of the extension. */
  urlOf(path: string): string;
  /** Opens a tab in front of the others, and waits until it is loaded. */
  open(url: string): Promise<Tab>;
  /** The same in a new private window. */
  openPrivate(url: string): Promise<Tab>;
  /** Waits for a tab that a page or the extension has opened there. */
  tabAt(url: string | RegExp): Promise<Tab>;
  /** The popup's page in a tab of its own, for `domain` if given. */
  popup(domain?: string): Promise<Tab>;
  /** The popup itself, as the toolbar button opens it, on the tab in front. */
  openRealPopup(): Promise<Screen>;
  /** Gives host permissions (match patterns) without a prompt: as if the user had allowed them some time before. */
  grant(...origins: readonly string[]): Promise<void>;
  /** What the next `permissions.request` for these is answered without a prompt; the click on it stays the test's. */
  allowWhenAsked(...origins: readonly string[]): Promise<void>;
  /** Waits for the browser's own permission prompt and answers it. Chromium: only with a display. */
  answerPrompt(answer: 'allow' | 'deny'): Promise<void>;
  revoke(...origins: readonly string[]): Promise<void>;
  /** Host permissions held at the moment, sorted. */
  granted(): Promise<readonly string[]>;
  /** Ends the service worker or event page, as the browser does when it has been idle. */
  stopBackground(): Promise<void>;
  backgroundRunning(): Promise<boolean>;
  /** All that the extension keeps beyond the session (storage.local and .sync, IndexedDB, caches), as one text. */
  storageSnapshot(): Promise<string>;
  /** Errors that the extension caused anywhere (background, content scripts, its pages). */
  errors(): Promise<readonly string[]>;
  /** Leaves no process and no file behind. */
  close(): Promise<void>;
}

/** Something that shows a document: a tab, or the toolbar popup. */
export interface Screen {
  /** Runs `work` in the page's own world; arguments and result are plain JSON. */
  evaluate<A extends readonly unknown[], R>(work: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** What is to be read on it. */
  text(): Promise<string>;
  /** The accessibility tree as a screen reader gets it, with what stands in closed shadow roots. */
  tree(): Promise<Accessible>;
  /** A trusted click on the control with this accessible name and role (`button`), scrolled into view before. */
  clickOn(name: string | RegExp, role?: string): Promise<void>;
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface Tab extends Screen {
  goto(url: string): Promise<void>;
  /** The page as its own scripts see it. */
  html(): Promise<string>;
  /** Where the first element of the selector stands, or the nth occurrence of a text; fails when it is not there. */
  boxOf(selector: string): Promise<Box>;
  boxOfText(text: string, nth?: number): Promise<Box>;
  /** Moves the pointer there in `steps` trusted moves from where it was. */
  move(x: number, y: number, options?: { readonly steps?: number }): Promise<void>;
  /** Moves the pointer over the middle of the box, and lets it rest longer than an act needs. */
  point(at: Box): Promise<void>;
  rest(milliseconds: number): Promise<void>;
  /** Turns the wheel where the pointer is, by CSS pixels. */
  wheel(deltaY: number): Promise<void>;
  click(x: number, y: number): Promise<void>;
  tap(x: number, y: number): Promise<void>;
  /** A key by its name, with modifiers before it: `Tab`, `Shift+Tab`, `Escape`, `Control+a`. */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Empties the field of the selector and types into it. */
  fill(selector: string, text: string): Promise<void>;
  setViewport(width: number, height: number): Promise<void>;
  /** 2 is 200 %. */
  zoom(factor: number): Promise<void>;
  emulate(media: Media): Promise<void>;
  /** The uncaught errors of this document; in Chromium its console.error and failed requests too. */
  errors(): Promise<readonly string[]>;
  /** The hover card, if one is open. */
  card(): Promise<Card | undefined>;
  /** Waits until a card is open whose accessible name is this or matches it. */
  waitForCard(name?: string | RegExp, milliseconds?: number): Promise<Card>;
  /** Waits until no card is open. */
  noCard(milliseconds?: number): Promise<void>;
}

export type Media = {
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
};

/** An open card as a screen reader gets it. */
export type Card = {
  /** Its accessible name, as "dwp.gov.uk: Locked in transit". */
  readonly name: string;
  readonly role: string;
  /** All its text, a line for each piece. */
  readonly text: string;
  readonly buttons: readonly string[];
  readonly box: Box;
  click(button: string | RegExp): Promise<void>;
};
