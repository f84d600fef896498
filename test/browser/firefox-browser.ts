/** A running Firefox: tabs, the popup, permissions, the event page. */
import type { Browser, Screen, Tab } from './driver.ts';
import { everythingStored } from './driver-page.ts';
import { until } from './driver-wait.ts';
import { FirefoxPopup } from './firefox-popup.ts';
import { tabInFront, toolbarPopup, treeScript } from './firefox-screen.ts';
import { FirefoxTab } from './firefox-tab.ts';
import type { Marionette, Result } from './firefox-wire.ts';

type Extension = {
  readonly permissions: { getAll(): Promise<{ origins?: readonly string[] }> };
};
declare const browser: Extension;

const prompt = `document.querySelector('#notification-popup popupnotification:not([hidden])')`;

export class FirefoxBrowser implements Browser {
  readonly name = 'Firefox';
  /** Windows of the browser by WebDriver's handles; the last is in front. */
  private readonly opened: string[] = [];
  private readonly privateTabs = new Set<string>();

  constructor(
    private readonly marionette: Marionette,
    /** The extension's id, and the host of its URLs. */
    private readonly id: string,
    private readonly host: string,
    readonly ended: Promise<void>,
    private readonly end: () => Promise<void>,
  ) {}

  urlOf(path: string): string {
    return `moz-extension://${this.host}/${path}`;
  }

  /** The tab in front, of those that are not private unless it may be. */
  private async front(mayBePrivate: boolean): Promise<string> {
    const there = await this.marionette.tabs();
    const fits = (handle: string) => there.includes(handle) && (mayBePrivate || !this.privateTabs.has(handle));
    const front = this.opened.findLast(fits) ?? there.find(fits);
    if (front === undefined) throw new Error('no tab is open');
    return front;
  }

  /** Runs the body of an async function in the browser window in front; `ext` is our extension there. */
  private async inWindow(script: string): Promise<Result> {
    const body = `return (async () => {
      const policy = WebExtensionPolicy.getByID('${this.id}');
      const ext = policy?.extension;
      ${script} })()`;
    return this.marionette.in(await this.front(true), 'chrome', async send => {
      const { value } = await send('WebDriver:ExecuteScript', { script: body, args: [], sandbox: 'system' });
      return value;
    });
  }

  /** Whether the event page has run once (it may have ended since), and the accessibility tree is kept. */
  async started(): Promise<boolean> {
    const ran = await this.inWindow(`return policy !== null && ['running', 'stopped'].includes(ext.backgroundState)`);
    return ran && (await this.inWindow(treeScript(tabInFront))) !== null;
  }

  private async newTab(options: { readonly type: 'tab' | 'window'; readonly private?: boolean }): Promise<string> {
    const { handle } = await this.marionette.in(await this.front(false), 'content', send =>
      send('WebDriver:NewWindow', { ...options, focus: false }),
    );
    if (options.private === true) this.privateTabs.add(handle);
    return handle;
  }

  private async openIn(handle: string, url: string): Promise<FirefoxTab> {
    this.opened.push(handle);
    const tab = new FirefoxTab(this.marionette, handle);
    await tab.goto(url);
    return tab;
  }

  async open(url: string): Promise<Tab> {
    return this.openIn(await this.newTab({ type: 'tab' }), url);
  }

  async openPrivate(url: string): Promise<Tab> {
    return this.openIn(await this.newTab({ type: 'window', private: true }), url);
  }

  popup(domain?: string): Promise<Tab> {
    return this.open(this.urlOf(`src/popup/index.html${domain === undefined ? '' : `#${domain}`}`));
  }

  tabAt(url: string | RegExp): Promise<Tab> {
    return until(`a tab at ${url}`, async () => {
      for (const handle of await this.marionette.tabs()) {
        const at = await this.marionette.in(handle, 'content', send => send('WebDriver:GetCurrentURL'), true);
        if (!(typeof url === 'string' ? at.value === url : url.test(at.value))) continue;
        this.opened.push(handle);
        return new FirefoxTab(this.marionette, handle);
      }
      return undefined;
    });
  }

  async openRealPopup(): Promise<Screen> {
    await this.inWindow(`const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      ExtensionParent.apiManager.global.browserActionFor(ext).openPopup(window);`);
    const popup = new FirefoxPopup(script => this.inWindow(script) as Promise<never>);
    await until('the popup', async () => {
      const there = await this.inWindow(`const popup = ${toolbarPopup};
        return popup?.closest('panel').state === 'open' && popup.currentURI.spec.includes('/src/popup/')`);
      return (there && (await popup.evaluate(() => document.readyState)) === 'complete') || undefined;
    });
    return popup;
  }

  /** Runs `work` on a page of the extension that is opened behind the others for this alone. */
  private async inExtension<A extends readonly unknown[], R>(work: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const page = new FirefoxTab(this.marionette, await this.newTab({ type: 'tab' }), true);
    // Any file of the extension has its rights; this one runs no code of its own.
    await page.goto(this.urlOf('manifest.json'));
    try {
      return await page.evaluate(work, ...args);
    } finally {
      await page.close();
    }
  }

  /** As the browser does when the user has said yes, or takes it back in the add-on's settings. */
  private change(how: 'add' | 'remove', origins: readonly string[]): Promise<Result> {
    const change = { origins, permissions: [], data_collection: [] };
    return this.inWindow(`
      const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      await ExtensionPermissions.${how}('${this.id}', ${JSON.stringify(change)}, ext);`);
  }

  async grant(...origins: readonly string[]): Promise<void> {
    await this.change('add', origins);
  }

  async revoke(...origins: readonly string[]): Promise<void> {
    await this.change('remove', origins);
  }

  /** Firefox keeps no such list: a hand that says yes to the next prompt, which does not look at what for. */
  async allowWhenAsked(): Promise<void> {
    await this.inWindow(`const hand = setInterval(() => {
      const prompt = ${prompt};
      if (prompt === null) return;
      clearInterval(hand);
      prompt.button.click();
    }, 50);`);
  }

  async answerPrompt(answer: 'allow' | 'deny'): Promise<void> {
    const button = answer === 'allow' ? 'button' : 'secondaryButton';
    await until(
      'the permission prompt',
      async () =>
        (await this.inWindow(`const prompt = ${prompt}; prompt?.${button}.click(); return prompt !== null;`)) ||
        undefined,
    );
  }

  granted(): Promise<readonly string[]> {
    return this.inExtension(async () => [...((await browser.permissions.getAll()).origins ?? [])].sort());
  }

  async stopBackground(): Promise<void> {
    // As when it has been idle; without the flags an open tool or a running test would keep it.
    await this.inWindow(
      'await ext.terminateBackground({ disableResetIdleForTest: true, ignoreDevToolsAttached: true });',
    );
    await until('the event page to end', async () => ((await this.backgroundRunning()) ? undefined : true));
  }

  async backgroundRunning(): Promise<boolean> {
    return (await this.inWindow('return ext.backgroundState')) === 'running';
  }

  storageSnapshot(): Promise<string> {
    return this.inExtension(everythingStored);
  }

  errors(): Promise<readonly string[]> {
    return this.inWindow(`return Services.console.getMessageArray()
      .filter(message => message instanceof Ci.nsIScriptError && message.flags === Ci.nsIScriptError.errorFlag)
      .filter(({ sourceName }) => sourceName.startsWith('${this.urlOf('')}'))
      // A page or background that was ended in the middle of a call: told of every extension.
      .filter(({ errorMessage }) => !errorMessage.startsWith('Promise rejected after context unloaded'))
      .map(({ errorMessage, sourceName, lineNumber }) => errorMessage + ' (' + sourceName + ':' + lineNumber + ')');`);
  }

  async close(): Promise<void> {
    this.marionette.close();
    await this.end();
  }
}
