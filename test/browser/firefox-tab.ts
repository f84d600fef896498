/** A tab in Firefox: loading, trusted input, emulation. */
import { writeFileSync } from 'node:fs';
import type { Box, Card, Media, Tab } from './driver.ts';
import { namedKeys, readKeys } from './driver-keys.ts';
import { boxOfElement, boxOfText, textOnPage } from './driver-page.ts';
import { type Accessible, cardIn, middle, placeOf } from './driver-tree.ts';
import { rest, until } from './driver-wait.ts';
import { asAccessible, scriptOf, tabInFront, treeScript } from './firefox-screen.ts';
import type { Marionette, Result, Send } from './firefox-wire.ts';

export class FirefoxTab implements Tab {
  private pointer = { x: 0, y: 0 };

  constructor(
    private readonly marionette: Marionette,
    private readonly handle: string,
    private readonly behind = false,
  ) {}

  private inPage<T>(work: (send: Send) => Promise<T>): Promise<T> {
    return this.marionette.in(this.handle, 'content', work, this.behind);
  }

  /** Runs a script in the browser window with this tab in front. */
  private inWindow(script: string): Promise<Result> {
    return this.marionette.in(this.handle, 'chrome', async send => {
      const { value } = await send('WebDriver:ExecuteScript', { script, args: [], sandbox: 'system' });
      return value;
    });
  }

  private act(actions: readonly object[]): Promise<Result> {
    return this.inPage(send => send('WebDriver:PerformActions', { actions }));
  }

  async goto(url: string): Promise<void> {
    await this.inPage(send => send('WebDriver:Navigate', { url }));
  }

  evaluate<A extends readonly unknown[], R>(work: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    return this.inPage(async send => {
      // Without a sandbox of a name of its own it runs on the page's own objects.
      const script = scriptOf(work, args);
      const { value } = await send('WebDriver:ExecuteScript', { script, args: [], sandbox: null });
      return value ?? undefined;
    });
  }

  html(): Promise<string> {
    return this.evaluate(() => document.documentElement.outerHTML);
  }

  text(): Promise<string> {
    return this.evaluate(textOnPage);
  }

  async tree(): Promise<Accessible> {
    return asAccessible(await this.inWindow(treeScript(tabInFront)));
  }

  async clickOn(name: string | RegExp, role = 'button'): Promise<void> {
    await this.click(...middle(await placeOf(this, name, role)));
  }

  async screenshot(file: string): Promise<void> {
    const { value } = await this.inPage(send => send('WebDriver:TakeScreenshot', { full: false }));
    writeFileSync(file, Buffer.from(value, 'base64'));
  }

  async boxOf(selector: string): Promise<Box> {
    const box = await this.evaluate(boxOfElement, selector);
    if (box === undefined) throw new Error(`nothing on the page fits ${selector}`);
    return box;
  }

  async boxOfText(text: string, nth = 0): Promise<Box> {
    const box = await this.evaluate(boxOfText, text, nth);
    if (box === undefined) throw new Error(`"${text}" does not stand on the page`);
    return box;
  }

  private mouse(...actions: readonly object[]): Promise<Result> {
    return this.act([{ type: 'pointer', id: 'mouse', actions }]);
  }

  private movesTo(x: number, y: number, steps: number): readonly object[] {
    const from = this.pointer;
    this.pointer = { x, y };
    return Array.from({ length: steps }, (_, step) => {
      const part = (step + 1) / steps;
      return {
        type: 'pointerMove',
        duration: 0,
        x: Math.round(from.x + (x - from.x) * part),
        y: Math.round(from.y + (y - from.y) * part),
      };
    });
  }

  async move(x: number, y: number, { steps = 5 } = {}): Promise<void> {
    await this.mouse(...this.movesTo(x, y, steps));
  }

  async point(at: Box): Promise<void> {
    await this.move(...middle(at));
    await rest(300);
  }

  rest(milliseconds: number): Promise<void> {
    return rest(milliseconds);
  }

  async wheel(deltaY: number): Promise<void> {
    const [x, y] = [Math.round(this.pointer.x), Math.round(this.pointer.y)];
    const turn = { type: 'scroll', x, y, deltaX: 0, deltaY, duration: 0 };
    await this.act([{ type: 'wheel', id: 'wheel', actions: [turn] }]);
    await rest(150);
  }

  async click(x: number, y: number): Promise<void> {
    const press = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.mouse(...this.movesTo(x, y, 5), ...press);
  }

  async tap(x: number, y: number): Promise<void> {
    const actions = [
      { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.act([{ type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' }, actions }]);
  }

  private keys(...actions: readonly object[]): Promise<Result> {
    return this.act([{ type: 'key', id: 'keyboard', actions }]);
  }

  async press(keys: string): Promise<void> {
    const { modifiers, key } = readKeys(keys);
    const points = [...modifiers, key].map(name => namedKeys[name]?.point ?? name);
    await this.keys(
      ...points.map(value => ({ type: 'keyDown', value })),
      ...points.toReversed().map(value => ({ type: 'keyUp', value })),
    );
  }

  async type(text: string): Promise<void> {
    await this.keys(
      ...[...text].flatMap(value => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    );
  }

  async fill(selector: string, text: string): Promise<void> {
    await this.click(...middle(await this.boxOf(selector)));
    await this.press('Control+a');
    await this.press('Delete');
    await this.type(text);
  }

  async setViewport(width: number, height: number): Promise<void> {
    const inner = await this.evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight] as const);
    const [frameWidth, frameHeight] = inner;
    const size = { width: width + frameWidth, height: height + frameHeight };
    await this.inPage(send => send('WebDriver:SetWindowRect', size));
  }

  async zoom(factor: number): Promise<void> {
    await this.inWindow(`${tabInFront}.fullZoom = ${factor}`);
    await rest(100);
  }

  async emulate({ colorScheme, reducedMotion, forcedColors }: Media): Promise<void> {
    await this.inWindow(`const { browsingContext } = ${tabInFront};
      browsingContext.prefersColorSchemeOverride = '${colorScheme ?? 'none'}';
      browsingContext.forcedColorsOverride = '${forcedColors === true ? 'active' : 'none'}';
      Services.prefs.setIntPref('ui.prefersReducedMotion', ${reducedMotion === true ? 1 : 0});
      Services.obs.notifyObservers(null, 'look-and-feel-changed');`);
    await rest(200); // until the page's process has heard of it
  }

  errors(): Promise<readonly string[]> {
    return this.inWindow(`const { innerWindowId } = ${tabInFront}.browsingContext.currentWindowGlobal;
      return Services.console.getMessageArray()
        .filter(message => message instanceof Ci.nsIScriptError && message.innerWindowID === innerWindowId)
        .filter(({ flags }) => flags === Ci.nsIScriptError.errorFlag)
        .map(({ errorMessage }) => errorMessage);`);
  }

  private async cardNamed(name: string | RegExp): Promise<Card | undefined> {
    return cardIn(await this.tree(), name, at => this.click(...middle(at)));
  }

  card(): Promise<Card | undefined> {
    return this.cardNamed(/./);
  }

  waitForCard(name: string | RegExp = /./, milliseconds = 5_000): Promise<Card> {
    return until(`a card named ${name}`, () => this.cardNamed(name), milliseconds);
  }

  async noCard(milliseconds = 2_000): Promise<void> {
    await until('the card to close', async () => ((await this.card()) === undefined ? true : undefined), milliseconds);
  }

  async close(): Promise<void> {
    await this.inPage(send => send('WebDriver:CloseWindow'));
  }
}
