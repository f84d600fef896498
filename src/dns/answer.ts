/** From a resolver's octets to an `Answer`: which records belong to the question, how long they hold, who vouches. */
import { isWithin } from './name.ts';
import { extendedErrorCodes as ede, internet, rcodes, typeNumbers } from './numbers.ts';
import type { KnownRecord } from './records.ts';
import type {
  Answer,
  ExtendedError,
  Failure,
  FailureReason,
  Name,
  Question,
  RecordData,
  RecordType,
} from './resolver.ts';
import { decodeMessage, type Message, type WireRecord } from './wire.ts';

/** Who answered, and when. */
export type AnswerContext = {
  /** Host name of the resolver. */
  readonly resolver: string;
  /** Whether the resolver is known to validate, so that its AD bit says something either way. */
  readonly validates: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How long an HTTP cache on the way held it (RFC 8484 §5.1). */
  readonly ageSeconds: number;
};

/** The resolver's own policy or another's, not what the domain publishes (RFC 8914 §4.5, §4.16-§4.19). */
const filtering = new Set<number>([ede.forgedAnswer, ede.blocked, ede.censored, ede.filtered, ede.prohibited]);
const staleness = new Set<number>([ede.staleAnswer, ede.staleNxdomain]);

/** What `bytes` answer to `question`; a temperror with its reason for anything but an answer to it. Never throws. */
export function readAnswer<T extends RecordType>(
  question: Question<T>,
  bytes: Uint8Array,
  context: AnswerContext,
): Answer<T> {
  const message = decodeMessage(bytes);
  const extendedErrors = message?.extendedErrors ?? [];
  const fail = (reason: FailureReason, more?: { readonly rcode: number }): Failure<T> =>
    failure(question, context, reason, { extendedErrors, ...more });

  if (!message?.response || message.opcode !== 0) return fail('malformed');
  if (!repeats(message, question)) return fail('wrong-question');
  if (hasCode(extendedErrors, filtering)) return fail('filtered');
  if (message.truncated) return fail('truncated');
  const { rcode } = message;
  if (rcode !== rcodes.noError && rcode !== rcodes.nxdomain) return fail('rcode', { rcode });

  const chain = followCnames(message.answers, question);
  if (!chain) return fail('cname-loop');
  const records = message.answers.filter(({ name, type }) => name === chain.end && type === question.type);
  const soa = message.authorities.find(
    (record): record is KnownRecord<'SOA'> => record.type === 'SOA' && isWithin(chain.end, record.name),
  );
  const absent = records.length === 0;
  // Name servers without an SOA are a referral: the resolver did not go to the end (RFC 2308 §2.2.1).
  const referral = absent && !soa && message.authorities.some(record => record.type === 'NS');
  if (referral || (!absent && rcode === rcodes.nxdomain)) return fail('malformed');

  const ends = absent ? (soa ? [Math.min(soa.ttl, soa.value.minimum)] : [0]) : records.map(record => record.ttl);
  const answered = {
    question,
    resolver: context.resolver,
    at: context.at,
    ttl: Math.max(0, Math.min(...chain.ttls, ...ends) - context.ageSeconds),
    authenticity: !context.validates ? 'indeterminate' : message.authenticated ? 'authentic' : 'insecure',
    cnames: chain.targets,
    extendedErrors,
    stale: hasCode(extendedErrors, staleness),
  } as const;
  // With a chain the rcode is about its last name (RFC 6604 §3).
  if (absent) return { status: rcode === rcodes.nxdomain ? 'nxdomain' : 'nodata', ...answered };
  return { status: 'found', ...answered, records: records.map(record => record.value as RecordData[T]) };
}

/** A temperror about `question`. */
export function failure<T extends RecordType>(
  question: Question<T>,
  { resolver, at }: Pick<AnswerContext, 'resolver' | 'at'>,
  reason: FailureReason,
  more: Partial<Pick<Failure, 'rcode' | 'httpStatus' | 'extendedErrors'>> = {},
): Failure<T> {
  return { status: 'temperror', question, resolver, at, reason, extendedErrors: [], ...more };
}

function repeats({ questions: [asked, ...others] }: Message, { name, type }: Question): boolean {
  return (
    asked !== undefined &&
    others.length === 0 &&
    asked.name === name.toLowerCase() &&
    asked.type === typeNumbers[type] &&
    asked.class === internet
  );
}

/** Where the CNAME records lead from the name asked for, whatever their order; undefined when they lead in a circle. */
function followCnames(answers: readonly WireRecord[], { name, type }: Question) {
  const next = new Map<Name, KnownRecord<'CNAME'>>();
  for (const record of answers) if (record.type === 'CNAME') next.set(record.name, record);
  const visited = new Set<Name>();
  const ttls: number[] = [];
  let end = name.toLowerCase();
  for (let step = type === 'CNAME' ? undefined : next.get(end); step; step = next.get(end)) {
    if (visited.has(end)) return undefined;
    visited.add(end);
    end = step.value;
    ttls.push(step.ttl);
  }
  return { end, targets: [...visited].slice(1).concat(visited.size > 0 ? end : []), ttls };
}

const hasCode = (errors: readonly ExtendedError[], codes: ReadonlySet<number>): boolean =>
  errors.some(error => codes.has(error.code));
