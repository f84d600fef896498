/** A running Chromium: tabs, the popup, permissions, the worker. */
import type { Pipe, Result, Session } from './chromium-pipe.ts';
import { ChromiumScreen } from './chromium-screen.ts';
import { ChromiumTab } from './chromium-tab.ts';
import type { Browser, Screen, Tab } from './driver.ts';
import type { Display } from './driver-display.ts';
import { everythingStored } from './driver-page.ts';
import { rest, until } from './driver-wait.ts';

/** Parts of the extension APIs that are called here; `developerPrivate` is there on chrome://extensions only. */
type Chrome = {
  readonly permissions: {
    request(wanted: { origins: readonly string[] }): Promise<boolean>;
    remove(wanted: { origins: readonly string[] }): Promise<boolean>;
    getAll(): Promise<{ origins?: readonly string[] }>;
  };
  readonly windows: { create(options: object): Promise<object> };
  readonly developerPrivate: {
    addHostPermission(id: string, origin: string): Promise<void>;
    updateExtensionConfiguration(options: object): Promise<void>;
    getExtensionInfo(id: string): Promise<{ runtimeErrors: readonly Result[]; manifestErrors: readonly Result[] }>;
  };
};
declare const chrome: Chrome;

export class ChromiumBrowser implements Browser {
  readonly name = 'Chromium';
  viewport: { readonly width: number; readonly height: number } | undefined;
  private readonly root: Session;
  /** The targets of our tabs, in the order in which they came to the front. */
  private readonly opened: string[] = [];

  constructor(
    private readonly pipe: Pipe,
    private readonly id: string,
    private readonly display: Display | undefined,
    readonly ended: Promise<void>,
    private readonly end: () => Promise<void>,
  ) {
    this.root = pipe.session();
  }

  urlOf(path: string): string {
    return `chrome-extension://${this.id}/${path}`;
  }

  private async targets(type: string): Promise<readonly Result[]> {
    const { targetInfos } = await this.root.send('Target.getTargets', { filter: [{ type }] });
    return targetInfos;
  }

  private async tabOf(targetId: string): Promise<ChromiumTab> {
    const tab = await new ChromiumTab(await this.pipe.attach(targetId), targetId, this.pipe).prepare();
    if (this.viewport !== undefined) await tab.setViewport(this.viewport.width, this.viewport.height);
    this.opened.push(targetId);
    return tab;
  }

  async open(url: string): Promise<Tab> {
    const { targetId } = await this.root.send('Target.createTarget', { url: 'about:blank' });
    const tab = await this.tabOf(targetId);
    await tab.goto(url);
    return tab;
  }

  async openPrivate(url: string): Promise<Tab> {
    const before = new Set((await this.targets('page')).map(({ targetId }) => targetId));
    await this.inPage(this.urlOf('manifest.json'), () =>
      chrome.windows.create({ incognito: true, url: 'about:blank' }),
    );
    const target = await until('the private window', async () =>
      (await this.targets('page')).find(({ targetId, url: at }) => !before.has(targetId) && at === 'about:blank'),
    );
    const tab = await this.tabOf(target.targetId);
    await tab.goto(url);
    return tab;
  }

  popup(domain?: string): Promise<Tab> {
    return this.open(this.urlOf(`src/popup/index.html${domain === undefined ? '' : `#${domain}`}`));
  }

  async tabAt(url: string | RegExp): Promise<Tab> {
    const fits = ({ url: at }: Result) => (typeof url === 'string' ? at === url : url.test(at));
    const target = await until(`a tab at ${url}`, async () => (await this.targets('page')).find(fits));
    return this.tabOf(target.targetId);
  }

  /** As a click on the toolbar button: unlike action.openPopup() it gives the extension `activeTab`. */
  async openRealPopup(): Promise<Screen> {
    const pages = await this.targets('page');
    const front = this.opened
      .map(id => pages.find(({ targetId }) => targetId === id))
      .findLast(page => page !== undefined);
    // Each window has an active tab; the one that is meant shows what was opened last.
    const active = (await this.targets('tab')).filter(({ embedderData }) => embedderData?.tabActive === true);
    const tab = active.find(({ url }) => url === front?.url) ?? active[0];
    if (tab === undefined) throw new Error('no tab is open that the popup could be opened on');
    await this.root.send('Extensions.triggerAction', { id: this.id, targetId: tab.targetId });
    const target = await until('the popup', async () =>
      (await this.targets('page')).find(
        ({ url, targetId }) => url.startsWith(this.urlOf('src/popup/')) && !this.opened.includes(targetId),
      ),
    );
    const screen = await new ChromiumScreen(
      await this.pipe.attach(target.targetId),
      target.targetId,
      this.pipe,
    ).prepare();
    await until('the popup to load', () => screen.evaluate(() => document.readyState === 'complete' || undefined));
    return screen;
  }

  /** Runs `work` on a page that is opened behind the others for this alone. */
  private async inPage<A extends readonly unknown[], R>(
    url: string,
    work: (...args: A) => R,
    ...args: A
  ): Promise<Awaited<R>> {
    const { targetId } = await this.root.send('Target.createTarget', { url, background: true });
    const screen = new ChromiumScreen(await this.pipe.attach(targetId), targetId, this.pipe);
    try {
      await until(`${url} to load`, () =>
        screen.evaluate(at => (location.href.startsWith(at) && document.readyState === 'complete') || undefined, url),
      );
      return await screen.evaluate(work, ...args);
    } finally {
      await screen.close();
    }
  }

  private inExtension<A extends readonly unknown[], R>(work: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    // Any file of the extension has its rights; this one runs no code of its own.
    return this.inPage(this.urlOf('manifest.json'), work, ...args);
  }

  async allowPrivate(): Promise<void> {
    const allow = (extensionId: string) =>
      chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
    await this.inPage('chrome://extensions/', allow, this.id);
    await rest(1_200); // the extension is loaded anew
  }

  /** Recorded as granted, but not in force before the extension asks for it; then there is no prompt. */
  async allowWhenAsked(...origins: readonly string[]): Promise<void> {
    const add = async (id: string, wanted: readonly string[]) => {
      for (const origin of wanted) await chrome.developerPrivate.addHostPermission(id, origin);
    };
    await this.inPage('chrome://extensions/', add, this.id, origins);
  }

  async grant(...origins: readonly string[]): Promise<void> {
    await this.allowWhenAsked(...origins);
    const given = await this.inExtension(wanted => chrome.permissions.request({ origins: wanted }), origins);
    if (!given) throw new Error(`not granted: ${origins.join(' ')}`);
  }

  async answerPrompt(answer: 'allow' | 'deny'): Promise<void> {
    if (this.display === undefined) throw new Error("Chromium's prompt is only drawn on a virtual display");
    await rest(1_500); // it takes no key at first, against accidental consent
    if (answer === 'deny') this.display.press('Escape');
    else this.display.press('Tab', 'Return'); // the focus starts on Deny
    await rest(300);
  }

  async revoke(...origins: readonly string[]): Promise<void> {
    await this.inExtension(gone => chrome.permissions.remove({ origins: gone }), origins);
  }

  granted(): Promise<readonly string[]> {
    return this.inExtension(async () => [...((await chrome.permissions.getAll()).origins ?? [])].sort());
  }

  private async workers(): Promise<readonly Result[]> {
    return (await this.targets('service_worker')).filter(({ url }) => url.startsWith(this.urlOf('')));
  }

  async stopBackground(): Promise<void> {
    for (const { targetId } of await this.workers()) await this.root.send('Target.closeTarget', { targetId });
    await until('the worker to end', async () => ((await this.backgroundRunning()) ? undefined : true));
  }

  async backgroundRunning(): Promise<boolean> {
    return (await this.workers()).length > 0;
  }

  storageSnapshot(): Promise<string> {
    return this.inExtension(everythingStored);
  }

  errors(): Promise<readonly string[]> {
    const read = async (id: string) => {
      const { runtimeErrors, manifestErrors } = await chrome.developerPrivate.getExtensionInfo(id);
      return [...runtimeErrors, ...manifestErrors].map(({ message, source }) => `${message} (${source})`);
    };
    return this.inPage('chrome://extensions/', read, this.id);
  }

  async close(): Promise<void> {
    // It may be gone already, and then cannot answer.
    this.root.send('Browser.close').catch(() => undefined);
    await this.end();
  }
}
