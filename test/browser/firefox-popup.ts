/**
 * The panel of the toolbar button in Firefox. WebDriver does not list it, so what runs in it goes through a frame
 * script of its `<browser>` element, and clicks are made there as the user's.
 */
import { writeFileSync } from 'node:fs';
import type { Screen } from './driver.ts';
import { sourceOf, textOnPage } from './driver-page.ts';
import { type Accessible, middle, placeOf } from './driver-tree.ts';
import { until } from './driver-wait.ts';
import { asAccessible, toolbarPopup, treeScript } from './firefox-screen.ts';

export class FirefoxPopup implements Screen {
  /** `inWindow` runs a script in the browser window, and waits for the promise it returns. */
  constructor(private readonly inWindow: (script: string) => Promise<never>) {}

  /** `script` is the body of an async function with `content`, the popup's window. */
  private async inFrame(script: string): Promise<unknown> {
    const frameScript = `(async () => { ${script} })().then(
      value => sendAsyncMessage('letterlock', { value }), error => sendAsyncMessage('letterlock', { error: String(error) }))`;
    const { value, error } = await this.inWindow(`const { messageManager } = ${toolbarPopup};
      return new Promise(resolve => {
        messageManager.addMessageListener('letterlock', function heard({ data }) {
          messageManager.removeMessageListener('letterlock', heard);
          resolve(data);
        });
        messageManager.loadFrameScript('data:;charset=utf-8,' + encodeURIComponent(${JSON.stringify(frameScript)}), false);
      });`);
    if (error !== undefined) throw new Error(error);
    return value;
  }

  evaluate<A extends readonly unknown[], R>(work: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const source = JSON.stringify(sourceOf(work, args));
    return this.inFrame(`
      const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      return Cu.cloneInto(await Cu.evalInSandbox(${source}, sandbox), {});`) as Promise<Awaited<R>>;
  }

  text(): Promise<string> {
    return this.evaluate(textOnPage);
  }

  async tree(): Promise<Accessible> {
    return asAccessible(await this.inWindow(treeScript(toolbarPopup)));
  }

  async clickOn(name: string | RegExp, role = 'button'): Promise<void> {
    await until(`a click on the ${role} named ${name}`, () => this.tryToClick(name, role), 2_000);
  }

  /** The panel grows with what is in it, so a box may be out of date: then something else stands there. */
  private async tryToClick(name: string | RegExp, role: string): Promise<true | undefined> {
    const [x, y] = middle(await placeOf(this, name, role));
    const { source, flags } = typeof name === 'string' ? { source: `^${literally(name)}$`, flags: '' } : name;
    const clicked = await this.inFrame(`
      const element = content.document.elementFromPoint(${x}, ${y});
      if (element === null) return false;
      const control = ${role === 'button' || role === 'link'} ? element.closest('button, a') : undefined;
      const name = control?.getAttribute('aria-label') ?? control?.textContent.replace(/\\s+/g, ' ').trim();
      if (control !== undefined && !new RegExp(${JSON.stringify(source)}, '${flags}').test(name ?? '')) return false;
      const input = content.windowUtils.setHandlingUserInput(true);
      try {
        content.document.notifyUserGestureActivation();
        // The drawing on a button has no click of its own.
        (control ?? element).click();
      } finally {
        input.destruct();
      }
      return true;`);
    return clicked === true ? true : undefined;
  }

  async screenshot(file: string): Promise<void> {
    const url: string = await this.inWindow(`const { browsingContext } = ${toolbarPopup};
      const picture = await browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white');
      const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d').drawImage(picture, 0, 0);
      return canvas.toDataURL();`);
    writeFileSync(file, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  }

  async close(): Promise<void> {
    await this.inWindow(`${toolbarPopup}?.closest('panel').hidePopup();`);
  }
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
