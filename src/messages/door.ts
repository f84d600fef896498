/** Who sent a message, read from what the browser says of the sender and never from the message itself. */

/** The part of the browser's MessageSender that is read here. */
export type Sender = {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  /** The frame's origin: says where an about:srcdoc or about:blank frame belongs. */
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly incognito: boolean } | undefined;
};

/** Our own id and the address of our own pages, e.g. "chrome-extension://<id>/". */
export type Own = { readonly id: string; readonly base: string };

/** `url` is the frame's, or its origin where the frame has no address of its own; '' when neither is a web address. */
export type FromPage = {
  readonly url: string;
  readonly tabId: number;
  /** 0 is the page itself, `top`; any other a frame in it. */
  readonly frameId: number;
  readonly top: boolean;
  readonly private: boolean;
};

/** `private` is undefined where the sender has no tab (the popup): its window must be asked. */
export type FromScreen = { readonly private: boolean | undefined };

const isOurs = (sender: Sender, own: Own): boolean => sender.id === own.id && (sender.url ?? '').startsWith(own.base);

/** A content script of ours in a tab; undefined for every other sender. */
export function fromPage(sender: Sender, own: Own): FromPage | undefined {
  const { tab, frameId } = sender;
  if (sender.id !== own.id || isOurs(sender, own) || tab?.id === undefined || frameId === undefined) return undefined;
  const url = [sender.url, sender.origin].find(address => /^https?:\/\//.test(address ?? '')) ?? '';
  return { url, tabId: tab.id, frameId, top: frameId === 0, private: tab.incognito };
}

/**
 * A page of ours; undefined for every other sender. A page that was opened from a private window says so in its address,
 * because some browsers show it in an ordinary one.
 */
export function fromScreen(sender: Sender, own: Own): FromScreen | undefined {
  if (!isOurs(sender, own)) return undefined;
  if (new URL(sender.url ?? '').searchParams.has('private')) return { private: true };
  return { private: sender.tab?.incognito };
}
