/** What is read of a document in Firefox from the browser's own side: the accessibility tree, and its errors. */

import type { Box } from './driver.ts';
import { sourceOf } from './driver-page.ts';
import type { Accessible } from './driver-tree.ts';

/** Chrome script: the `<browser>` elements that show a document to the user. */
export const tabInFront = 'gBrowser.selectedBrowser';
export const toolbarPopup = 'document.querySelector("browser.webextension-popup-browser")';

type Read = { readonly role: string; readonly name: string; readonly box: Box; readonly children: readonly Read[] };

/** Runs in the browser window; `element` shows the document whose tree is read, all of it at once. */
function readTree(element: XulBrowser): Read | null {
  const service = Cc['@mozilla.org/accessibilityService;1']?.getService(Ci.nsIAccessibilityService);
  const outer = service?.getAccessibleFor(element);
  if (outer === null || outer === undefined) return null;
  // What is read of the document is in its own pixels, which grow with the zoom; where its window stands is not.
  const left = element.screenX / element.fullZoom;
  const top = element.screenY / element.fullZoom;
  const read = (node: NativeAccessible): Read => {
    const [x, y, width, height] = [{ value: 0 }, { value: 0 }, { value: 0 }, { value: 0 }];
    node.getBoundsInCSSPixels(x, y, width, height);
    const children = Array.from({ length: node.childCount }, (_, index) => read(node.getChildAt(index)));
    const role = service?.getStringRole(node.role) ?? '';
    return {
      role: role === 'text leaf' || role === 'statictext' ? 'text' : node.computedARIARole,
      name: node.name ?? '',
      box: { x: x.value - left, y: y.value - top, width: width.value, height: height.value },
      children,
    };
  };
  return read(outer);
}

/** The script that gives a `Read` when run in the browser window. */
export function treeScript(element: string): string {
  return `return (__name => (${readTree})(${element}))(named => named)`;
}

const nothing: Accessible = {
  role: 'document',
  name: '',
  children: [],
  box: () => Promise.reject(new Error('nothing')),
};

/** A document that is being replaced has no tree for a moment. */
export function asAccessible(read: Read | null): Accessible {
  if (read === null) return nothing;
  const { role, name, box, children } = read;
  return { role, name, children: children.map(asAccessible), box: () => Promise.resolve(box) };
}

/** Script of a function and its arguments, for WebDriver:ExecuteScript, which waits for a promise that is returned. */
export function scriptOf(work: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `return ${sourceOf(work, args)}`;
}

/** The few parts of the browser window's own interfaces that are used. */
type Out = { value: number };
type NativeAccessible = {
  readonly role: number;
  readonly name: string | null;
  readonly computedARIARole: string;
  readonly childCount: number;
  getChildAt(index: number): NativeAccessible;
  getBoundsInCSSPixels(x: Out, y: Out, width: Out, height: Out): void;
};
type AccessibilityService = {
  getAccessibleFor(element: XulBrowser): NativeAccessible | null;
  getStringRole(role: number): string;
};
type XulBrowser = { readonly screenX: number; readonly screenY: number; readonly fullZoom: number };
declare const Cc: Readonly<Record<string, { getService(kind: unknown): AccessibilityService }>>;
declare const Ci: { readonly nsIAccessibilityService: unknown };
