/** A document in Chromium: what is on it, and what it says to a screen reader. */
import { writeFileSync } from 'node:fs';
import type { Pipe, Result, Session } from './chromium-pipe.ts';
import type { Box, Screen } from './driver.ts';
import { sourceOf, textOnPage } from './driver-page.ts';
import { type Accessible, middle, placeOf } from './driver-tree.ts';

/** CDP sends roles as Chromium names them where ARIA has none. */
const ariaRoles: Readonly<Record<string, string>> = { StaticText: 'text', RootWebArea: 'document', none: 'generic' };

/** A document and the frames that Chromium draws in the same process; other frames have a session of their own. */
class Frame {
  constructor(
    readonly session: Session,
    private readonly id?: string,
    private readonly parent?: Frame,
  ) {}

  /** Where a node stands in the viewport of the tab. */
  async boxOf(backendNodeId: number): Promise<Box> {
    const { quads } = await this.session.send('DOM.getContentQuads', { backendNodeId });
    const [left, top, right, , , bottom] = quads[0] ?? [];
    if (left === undefined) throw new Error('this node is not drawn');
    if (this.parent === undefined) return { x: left, y: top, width: right - left, height: bottom - top };
    const owner = await this.parent.session.send('DOM.getFrameOwner', { frameId: this.id });
    const { x, y } = await this.parent.boxOf(owner.backendNodeId);
    return { x: left + x, y: top + y, width: right - left, height: bottom - top };
  }

  async trees(): Promise<readonly Accessible[]> {
    const { frameTree } = await this.session.send('Page.getFrameTree');
    const trees: Accessible[] = [];
    for (const frameId of framesOf(frameTree)) {
      const { nodes } = await this.session.send('Accessibility.getFullAXTree', { frameId });
      trees.push(...this.read(nodes));
    }
    return trees;
  }

  /** The tree of one frame, of which the parts that are only there for layout are left out. */
  private read(nodes: readonly Result[]): readonly Accessible[] {
    const byId = new Map<string, Result>(nodes.map(node => [node.nodeId, node]));
    const read = (node: Result): readonly Accessible[] => {
      const children = (node.childIds ?? []).flatMap((id: string) => {
        const child = byId.get(id);
        return child === undefined ? [] : read(child);
      });
      const role = node.role?.value ?? '';
      if (node.ignored || role === 'InlineTextBox') return children;
      const box = () => this.boxOf(node.backendDOMNodeId);
      return [{ role: ariaRoles[role] ?? role, name: node.name?.value ?? '', children, box }];
    };
    return nodes.filter(node => node.parentId === undefined).flatMap(read);
  }
}

function framesOf({ frame, childFrames = [] }: Result): readonly string[] {
  return [frame.id, ...childFrames.flatMap(framesOf)];
}

export class ChromiumScreen implements Screen {
  private readonly frames = new Map<string, Frame>();

  constructor(
    readonly session: Session,
    private readonly targetId: string,
    private readonly pipe: Pipe,
  ) {}

  /** What is needed before anything is shown on it. */
  async prepare(): Promise<this> {
    for (const domain of ['Page', 'Runtime', 'Log', 'DOM', 'Accessibility'])
      await this.session.send(`${domain}.enable`);
    await this.follow(new Frame(this.session));
    return this;
  }

  /** Attaches to every frame in another process, as it comes and until it goes. */
  private async follow(frame: Frame): Promise<void> {
    frame.session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const inner = new Frame(this.pipe.session(sessionId), targetInfo.targetId, frame);
      this.frames.set(sessionId, inner);
      // A frame may be gone before it was greeted.
      this.follow(inner).catch(() => this.frames.delete(sessionId));
    });
    frame.session.on('Target.detachedFromTarget', ({ sessionId }) => this.frames.delete(sessionId));
    const onlyFrames = [{ type: 'iframe' }];
    await frame.session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
      filter: onlyFrames,
    });
    for (const domain of ['Page', 'DOM', 'Accessibility']) await frame.session.send(`${domain}.enable`);
  }

  async evaluate<A extends readonly unknown[], R>(work: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      expression: sourceOf(work, args),
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }

  text(): Promise<string> {
    return this.evaluate(textOnPage);
  }

  async tree(): Promise<Accessible> {
    const children = [...(await new Frame(this.session).trees())];
    for (const [id, frame] of this.frames) {
      try {
        children.push(...(await frame.trees()));
      } catch (error) {
        // Taken off the page while it was read.
        if (this.frames.has(id)) throw error;
      }
    }
    return { role: 'document', name: '', children, box: () => Promise.reject(new Error('the whole page')) };
  }

  async clickOn(name: string | RegExp, role = 'button'): Promise<void> {
    await this.click(...middle(await placeOf(this, name, role)));
  }

  async click(x: number, y: number): Promise<void> {
    const mouse = (type: string) =>
      this.session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    await mouse('mousePressed');
    await mouse('mouseReleased');
  }

  async screenshot(file: string): Promise<void> {
    const { data } = await this.session.send('Page.captureScreenshot', { format: 'png' });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async close(): Promise<void> {
    await this.pipe.session().send('Target.closeTarget', { targetId: this.targetId });
  }
}
