/** Where URLs stand in text, so that nothing inside one is taken for an address or a mention. */

const inNone = (): boolean => false;

/** A function that says of rising positions whether they lie in a URL. Reads the text once, however often it is asked. */
export function urlsOf(text: string): (position: number) => boolean {
  let next = text.indexOf('://');
  if (next < 0) return inNone;
  const stop = /[\s<>"]/g;
  let end = 0;
  return position => {
    while (next >= 0 && next < position) {
      stop.lastIndex = next;
      end = stop.exec(text)?.index ?? text.length;
      next = text.indexOf('://', end);
    }
    return position < end;
  };
}
