/** Where URLs stand in text, so that nothing inside one is taken for an address or a mention. */

/** A function that says of rising positions whether they lie in a URL. Reads the text once, however often it is asked. */
export function urlsOf(text: string): (position: number) => boolean {
  const stop = /[\s<>"]/g;
  let end = 0;
  let next = text.indexOf('://');
  return position => {
    while (next >= 0 && next < position) {
      stop.lastIndex = next;
      end = stop.exec(text)?.index ?? text.length;
      next = text.indexOf('://', end);
    }
    return position < end;
  };
}
