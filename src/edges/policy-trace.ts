/**
 * What the browser says about our own policy fetches beside what `fetch` gives: why one failed, and where a redirect would
 * have led. Listens to nothing but that one path, and to nothing but requests that come from no tab.
 */
import { browser } from './browser.ts';

/** What was told of one request. */
export type Told = {
  readonly error?: string;
  readonly redirect?: { readonly httpStatus: number; readonly location: string };
};

/** The parts of webRequest's details that are read here. */
type Details = { readonly requestId: string; readonly url: string; readonly tabId: number };
type Headers = readonly { readonly name: string; readonly value?: string | undefined }[] | undefined;

export type Trace = {
  /** What was told, at the latest after `patience` milliseconds: the events may come after `fetch` has given up. */
  readonly told: (patience: number) => Promise<Told>;
  readonly close: () => void;
};

type Entry = { readonly url: string; requestId?: string; tell: (told: Told) => void };

/** Joins the browser's events to the fetches that wait for them: by address at first, from then on by request. */
export class PolicyTraces {
  readonly #open = new Set<Entry>();

  open(url: string): Trace {
    const entry: Entry = { url, tell: () => undefined };
    const told = new Promise<Told>(tell => {
      entry.tell = tell;
    });
    this.#open.add(entry);
    return {
      told: patience => Promise.race([told, after(patience)]),
      close: () => void this.#open.delete(entry),
    };
  }

  began({ url, tabId, requestId }: Details): void {
    const entry = [...this.#open].find(each => each.url === url && each.requestId === undefined);
    if (entry && tabId === -1) entry.requestId = requestId;
  }

  headers({ requestId }: Details, httpStatus: number, headers: Headers): void {
    if (httpStatus < 300 || httpStatus > 399) return;
    const location = headers?.find(header => header.name.toLowerCase() === 'location')?.value ?? '';
    this.#of(requestId)?.tell({ redirect: { httpStatus, location: location.slice(0, 2048) } });
  }

  failed({ requestId }: Details, error: string): void {
    this.#of(requestId)?.tell({ error });
  }

  #of(requestId: string): Entry | undefined {
    return [...this.#open].find(each => each.requestId === requestId);
  }
}

/** Call it at the top level of the background: the events of a request that is under way do not wait. */
export function tracePolicyFetches(): PolicyTraces {
  const traces = new PolicyTraces();
  const ours = { urls: ['https://*/.well-known/mta-sts.txt'] };
  browser.webRequest.onBeforeRequest.addListener(details => traces.began(details), ours);
  browser.webRequest.onHeadersReceived.addListener(
    details => traces.headers(details, details.statusCode, details.responseHeaders),
    ours,
    ['responseHeaders'],
  );
  browser.webRequest.onErrorOccurred.addListener(details => traces.failed(details, details.error), ours);
  return traces;
}

const after = (milliseconds: number): Promise<Told> => new Promise(resolve => setTimeout(resolve, milliseconds, {}));
