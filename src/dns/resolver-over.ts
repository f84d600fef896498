/**
 * A `Resolver` over resolvers on the web: asks the first of the user's list, once more when nothing that is DNS came
 * back, then the next. What a resolver says, however unwelcome, is never taken to another one.
 */
import { failure, readAnswer } from './answer.ts';
import { encodeQuery } from './query.ts';
import type { Answer, Failure, FailureReason, Name, Question, RecordType, Resolver } from './resolver.ts';

/** What came back for one HTTP request. */
export type HttpAnswer =
  | {
      readonly status: 'answered';
      readonly httpStatus: number;
      /** The Content-Type header as sent, '' when there was none. */
      readonly contentType: string;
      /** Empty when `tooLarge`. */
      readonly body: Uint8Array;
      /** The Age header, 0 when there was none. */
      readonly ageSeconds: number;
      readonly tooLarge: boolean;
    }
  | { readonly status: 'failed'; readonly reason: 'timeout' | 'unreachable' | 'redirect' };

/** The port: one GET of `query` to the resolver at `url` (RFC 8484 §4.1). Never rejects. */
export type Transport = (url: string, query: Uint8Array) => Promise<HttpAnswer>;

export type Endpoint = {
  readonly url: string;
  /** Whether it is known to validate DNSSEC. */
  readonly validates: boolean;
};

/** Reasons that say nothing but that this exchange went wrong; the others are a resolver's answer. */
const transportErrors = new Set<FailureReason>([
  'timeout',
  'unreachable',
  'http-status',
  'redirect',
  'media-type',
  'too-large',
  'malformed',
  'wrong-question',
]);

const triesEach = 2;

/**
 * `endpoints` is read at each question, in the order of trial. At most `limit` requests are under way at a time; equal
 * questions that are under way share one answer.
 */
export function resolverOver(
  transport: Transport,
  endpoints: () => readonly Endpoint[],
  { now, limit = 20 }: { readonly now: () => number; readonly limit?: number },
): Resolver {
  const underWay = new Map<string, Promise<Answer>>();
  const limited = limiter(limit);

  async function askInTurn<T extends RecordType>(question: Question<T>): Promise<Answer<T>> {
    const query = encodeQuery(question.name, question.type);
    let last: Failure<T> = failure(question, { resolver: '', at: now() }, query ? 'unreachable' : 'malformed');
    if (!query) return last;
    for (const endpoint of endpoints()) {
      for (let tries = 0; tries < triesEach; tries++) {
        const http = await limited(() => transport(endpoint.url, query));
        const answer = readHttp(question, http, endpoint, now());
        if (answer.status !== 'temperror' || !transportErrors.has(answer.reason)) return answer;
        // Chromium holds requests back after an HTTP 5xx: the first try then tells more than the second.
        if (tries === 0 || answer.reason !== 'unreachable') last = answer;
      }
    }
    return last;
  }

  return {
    ask<T extends RecordType>(name: Name, type: T): Promise<Answer<T>> {
      const key = `${type} ${name}`;
      const joined = underWay.get(key);
      if (joined) return joined as Promise<Answer<T>>;
      const asked = askInTurn({ name, type }).finally(() => underWay.delete(key));
      underWay.set(key, asked);
      return asked;
    },
  };
}

function readHttp<T extends RecordType>(
  question: Question<T>,
  http: HttpAnswer,
  { url, validates }: Endpoint,
  at: number,
): Answer<T> {
  const context = { resolver: URL.canParse(url) ? new URL(url).hostname : url, validates, at };
  if (http.status === 'failed') return failure(question, context, http.reason);
  const { httpStatus, contentType, tooLarge, body, ageSeconds } = http;
  if (httpStatus !== 200) return failure(question, context, 'http-status', { httpStatus });
  if (!/^application\/dns-message\s*(;|$)/i.test(contentType)) return failure(question, context, 'media-type');
  if (tooLarge) return failure(question, context, 'too-large');
  return readAnswer(question, body, { ...context, ageSeconds });
}

/** Runs at most `limit` tasks at a time, the others in the order in which they came. */
function limiter(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async task => {
    if (running >= limit) await new Promise<void>(resolve => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      // The place is handed to the next in the row, or given up.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
