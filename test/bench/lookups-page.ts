/**
 * What is measured on a page of the extension: how long the background takes to answer it, asked by the same messages as
 * the popup sends. Each function goes to the page as text, so that none calls another.
 */
import type { Verdict } from '../../src/verdict/verdict.ts';

type Milliseconds = number;

/** `records`: MX, MTA-STS, DMARC and the domain's own TXT are told. `whole`: so are addresses, TLSA and the policy file. */
export type Look = { readonly records: Milliseconds; readonly whole: Milliseconds };

type Told = { readonly call: string; readonly args: readonly [Verdict] };
type Extension = {
  readonly runtime: {
    sendMessage(message: object): Promise<{ readonly value?: Verdict; readonly error?: string }>;
    readonly onMessage: {
      addListener(hear: (message: Told) => void): void;
      removeListener(hear: (message: Told) => void): void;
    };
  };
};
declare const browser: Extension;

/** Looks a domain up of which nothing is held anywhere. */
export async function timedLook(domain: string): Promise<Look> {
  const call = async (name: string, ...args: readonly unknown[]) => {
    const { value, error } = await browser.runtime.sendMessage({ call: name, args });
    if (error !== undefined) throw new Error(error);
    return value;
  };
  await call('clear');
  let records = Number.NaN;
  const began = performance.now();
  const kept = new Promise<void>(resolve => {
    const hear = ({ call: told, args: [verdict] }: Told): void => {
      if (told !== 'progress' || verdict.domain !== domain) return;
      const { mx, sts, apex, dmarc } = verdict.observations;
      const isNews = Number.isNaN(records) && mx && sts && apex && dmarc.every(({ answer }) => answer);
      if (isNews) records = performance.now() - began;
      // Told once more when it is kept: then nothing of it is under way that the next look could join.
      if (verdict.pending.length > 0) return;
      browser.runtime.onMessage.removeListener(hear);
      resolve();
    };
    browser.runtime.onMessage.addListener(hear);
  });
  await call('inspect', domain, false);
  const whole = performance.now() - began;
  await kept;
  return { records, whole };
}

/** For comparison: the same number of questions fetched with nothing around it, and then once more. */
export async function bareFetches(urls: readonly string[]): Promise<Look> {
  const began = performance.now();
  const round = async (): Promise<Milliseconds> => {
    await Promise.all(urls.map(async url => (await fetch(url, { cache: 'no-store' })).arrayBuffer()));
    return performance.now() - began;
  };
  return { records: await round(), whole: await round() };
}

/** Shows the popup's page in a frame, until the first picture of it that shows anything; its text is what stands there. */
export function firstPicture(url: string): Promise<{ readonly after: Milliseconds; readonly text: string }> {
  const frame = document.createElement('iframe');
  Object.assign(frame, { width: '400', height: '600', src: url });
  return new Promise(resolve => {
    const began = performance.now();
    // Runs before each picture: what stands there now is what it will show.
    const look = (): void => {
      const text = frame.contentDocument?.getElementById('popup')?.textContent;
      if (!text) {
        requestAnimationFrame(look);
        return;
      }
      const after = performance.now() - began;
      frame.remove();
      resolve({ after, text });
    };
    document.body.append(frame);
    requestAnimationFrame(look);
  });
}
