/** A tab in Chromium: loading, trusted input, emulation. */

import type { Pipe, Result, Session } from './chromium-pipe.ts';
import { ChromiumScreen } from './chromium-screen.ts';
import type { Box, Card, Media, Tab } from './driver.ts';
import { modifierBits, namedKeys, readKeys } from './driver-keys.ts';
import { boxOfElement, boxOfText } from './driver-page.ts';
import { cardIn, middle } from './driver-tree.ts';
import { rest, until } from './driver-wait.ts';

export class ChromiumTab extends ChromiumScreen implements Tab {
  private pointer = { x: 0, y: 0 };
  private readonly seen: string[] = [];
  private size: { readonly width: number; readonly height: number } | undefined;

  constructor(session: Session, targetId: string, pipe: Pipe) {
    super(session, targetId, pipe);
    session.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
      this.seen.push(exceptionDetails.exception?.description ?? exceptionDetails.text),
    );
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type === 'error') this.seen.push(args.map((arg: Result) => arg.value ?? arg.description).join(' '));
    });
    session.on('Log.entryAdded', ({ entry }) => {
      if (entry.level === 'error') this.seen.push(entry.text);
    });
  }

  async goto(url: string): Promise<void> {
    const loaded = this.session.once('Page.loadEventFired');
    const { errorText, loaderId } = await this.session.send('Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
    // Without a loader only the fragment changed, and nothing is loaded.
    if (loaderId !== undefined) await loaded;
  }

  html(): Promise<string> {
    return this.evaluate(() => document.documentElement.outerHTML);
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

  /** A tab behind another gets no input and draws nothing, so it comes to the front first, as for a person. */
  private async show(): Promise<void> {
    const hidden = await this.evaluate(() => document.hidden);
    if (hidden) await this.session.send('Page.bringToFront');
  }

  private mouse(type: string, more: object = {}): Promise<Result> {
    return this.session.send('Input.dispatchMouseEvent', { type, ...this.pointer, ...more });
  }

  async move(x: number, y: number, { steps = 5 } = {}): Promise<void> {
    await this.show();
    const from = this.pointer;
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      this.pointer = { x: from.x + (x - from.x) * part, y: from.y + (y - from.y) * part };
      await this.mouse('mouseMoved');
    }
  }

  async point(at: Box): Promise<void> {
    await this.move(...middle(at));
    await rest(300);
  }

  rest(milliseconds: number): Promise<void> {
    return rest(milliseconds);
  }

  async wheel(deltaY: number): Promise<void> {
    await this.show();
    await this.mouse('mouseWheel', { deltaX: 0, deltaY });
    await rest(150);
  }

  override async click(x: number, y: number): Promise<void> {
    await this.move(x, y);
    await super.click(x, y);
  }

  async tap(x: number, y: number): Promise<void> {
    await this.show();
    await this.session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await this.session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await this.session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await this.session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  }

  async press(keys: string): Promise<void> {
    await this.show();
    const { modifiers, key } = readKeys(keys);
    const named = namedKeys[key];
    const bits = modifiers.reduce((sum, modifier) => sum | modifierBits[modifier], 0);
    const plain = (bits & ~modifierBits.Shift) === 0;
    const event = {
      key: key === 'Space' ? ' ' : key,
      code: named === undefined ? `Key${key.toUpperCase()}` : key,
      windowsVirtualKeyCode: named?.code ?? key.toUpperCase().charCodeAt(0),
      modifiers: bits,
      ...(bits === modifierBits.Control && key === 'a' ? { commands: ['selectAll'] } : {}),
    };
    const text = plain ? (named === undefined ? key : named.text) : undefined;
    await this.session.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      ...event,
      ...(text === undefined ? {} : { text }),
    });
    await this.session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  async type(text: string): Promise<void> {
    await this.show();
    await this.session.send('Input.insertText', { text });
  }

  async fill(selector: string, text: string): Promise<void> {
    await this.click(...middle(await this.boxOf(selector)));
    await this.press('Control+a');
    await this.press('Delete');
    await this.type(text);
  }

  override async screenshot(file: string): Promise<void> {
    await this.show();
    await super.screenshot(file);
  }

  async setViewport(width: number, height: number): Promise<void> {
    this.size = { width, height };
    await this.zoom(1);
  }

  /** What zooming does to a page: fewer CSS pixels, each of them larger. */
  async zoom(factor: number): Promise<void> {
    this.size ??= await this.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    await this.session.send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(this.size.width / factor),
      height: Math.round(this.size.height / factor),
      deviceScaleFactor: factor,
      mobile: false,
    });
  }

  async emulate({ colorScheme, reducedMotion, forcedColors }: Media): Promise<void> {
    const features = [
      { name: 'prefers-color-scheme', value: colorScheme ?? '' },
      { name: 'prefers-reduced-motion', value: reducedMotion === true ? 'reduce' : '' },
      { name: 'forced-colors', value: forcedColors === true ? 'active' : '' },
    ];
    await this.session.send('Emulation.setEmulatedMedia', { features });
  }

  async errors(): Promise<readonly string[]> {
    return this.seen;
  }

  async card(): Promise<Card | undefined> {
    return cardIn(await this.tree(), /./, at => this.click(...middle(at)));
  }

  waitForCard(name: string | RegExp = /./, milliseconds = 5_000): Promise<Card> {
    const look = async () => cardIn(await this.tree(), name, at => this.click(...middle(at)));
    return until(`a card named ${name}`, look, milliseconds);
  }

  async noCard(milliseconds = 2_000): Promise<void> {
    await until('the card to close', async () => ((await this.card()) === undefined ? true : undefined), milliseconds);
  }
}
