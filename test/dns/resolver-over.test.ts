import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/dns/resolver.ts';
import { type Endpoint, type HttpAnswer, resolverOver, type Transport } from '../../src/dns/resolver-over.ts';
import { type Packet, packet } from './packet.ts';

const first: Endpoint = { url: 'https://first.example/dns-query', validates: true };
const second: Endpoint = { url: 'https://second.example/q', validates: false };

function http(differing: Partial<Extract<HttpAnswer, { status: 'answered' }>> = {}): HttpAnswer {
  return {
    status: 'answered',
    httpStatus: 200,
    contentType: 'application/dns-message',
    body: new Uint8Array(),
    ageSeconds: 0,
    tooLarge: false,
    ...differing,
  };
}
const dns = (message: Partial<Packet> = {}) =>
  http({ body: packet({ question: 'example.com A', answers: ['example.com 300 A 192.0.2.1'], ...message }) });
const failed = (reason: 'timeout' | 'unreachable' | 'redirect'): HttpAnswer => ({ status: 'failed', reason });

/** Answers one after another, the last one for ever; `asked` fills with the host names asked. */
function scripted(...script: readonly HttpAnswer[]) {
  const asked: string[] = [];
  const transport: Transport = async url => {
    asked.push(new URL(url).hostname);
    return script[Math.min(asked.length, script.length) - 1] ?? failed('unreachable');
  };
  return { asked, transport };
}

async function ask(script: readonly HttpAnswer[], endpoints = [first, second]) {
  const { asked, transport } = scripted(...script);
  const answer: Answer<'A'> = await resolverOver(transport, () => endpoints, { now: () => 7 }).ask('example.com', 'A');
  return { answer, asked: asked.map(host => host.replace('.example', '')).join(' ') };
}

describe('what a resolver says is its answer', () => {
  const cases: readonly (readonly [HttpAnswer, object, string])[] = [
    [dns(), { status: 'found', records: ['192.0.2.1'], resolver: 'first.example', at: 7, ttl: 300 }, 'found'],
    [dns({ rcode: 3, answers: [] }), { status: 'nxdomain' }, 'absence'],
    [dns({ answers: [] }), { status: 'nodata' }, 'absence'],
    [
      dns({ rcode: 2 }),
      { status: 'temperror', reason: 'rcode', rcode: 2 },
      'SERVFAIL may be DNSSEC at work: nobody else is asked',
    ],
    [dns({ rcode: 5 }), { status: 'temperror', reason: 'rcode', rcode: 5 }, 'REFUSED'],
    [
      dns({ extendedErrors: [[17, '']] }),
      { status: 'temperror', reason: 'filtered' },
      'what one filters is not asked of another',
    ],
    [dns({ flags: 'qr tc' }), { status: 'temperror', reason: 'truncated' }, 'truncated'],
    [
      dns({ answers: ['example.com 9 CNAME example.com'] }),
      { status: 'temperror', reason: 'cname-loop' },
      'a loop of CNAMEs',
    ],
  ];
  test.each(cases)('asked once: %#, %j', async (answered, expected) => {
    const { answer, asked } = await ask([answered]);
    expect(answer).toMatchObject(expected);
    expect(asked).toBe('first');
  });

  test('the media type is compared without case and without its parameters (RFC 9110 §8.3.1)', async () => {
    for (const contentType of [
      'Application/DNS-Message',
      'application/dns-message; x=y',
      'application/dns-message ;x',
    ]) {
      const { answer } = await ask([{ ...dns(), contentType } as HttpAnswer]);
      expect(answer.status).toBe('found');
    }
  });

  test('time in an HTTP cache is taken off, and only a validating resolver vouches', async () => {
    const signed = { ...dns({ flags: 'qr ad' }), ageSeconds: 100 } as HttpAnswer;
    expect((await ask([signed])).answer).toMatchObject({ ttl: 200, authenticity: 'authentic' });
    expect((await ask([signed], [second])).answer).toMatchObject({
      authenticity: 'indeterminate',
      resolver: 'second.example',
    });
  });
});

describe('what is no answer is asked for again, then elsewhere', () => {
  const cases: readonly (readonly [HttpAnswer, object, string])[] = [
    [failed('timeout'), { reason: 'timeout' }, 'no answer in time'],
    [failed('unreachable'), { reason: 'unreachable' }, 'no answer at all'],
    [failed('redirect'), { reason: 'redirect' }, 'a redirect is not followed'],
    [http({ httpStatus: 503 }), { reason: 'http-status', httpStatus: 503 }, 'busy'],
    [http({ httpStatus: 429 }), { reason: 'http-status', httpStatus: 429 }, 'too many'],
    [{ ...dns(), httpStatus: 404 } as HttpAnswer, { reason: 'http-status', httpStatus: 404 }, 'whatever comes with it'],
    [{ ...dns(), httpStatus: 203 } as HttpAnswer, { reason: 'http-status', httpStatus: 203 }, '200 only'],
    [{ ...dns(), contentType: 'text/html' } as HttpAnswer, { reason: 'media-type' }, 'a login page, say'],
    [{ ...dns(), contentType: '' } as HttpAnswer, { reason: 'media-type' }, 'no media type'],
    [
      { ...dns(), contentType: 'application/dns-message+x' } as HttpAnswer,
      { reason: 'media-type' },
      'another media type',
    ],
    [
      { ...dns(), contentType: 'x-application/dns-message' } as HttpAnswer,
      { reason: 'media-type' },
      'one that ends alike',
    ],
    [http({ tooLarge: true }), { reason: 'too-large' }, 'over 64 KiB'],
    [http(), { reason: 'malformed' }, 'nothing inside'],
    [http({ body: new TextEncoder().encode('not dns') }), { reason: 'malformed' }, 'junk'],
    [dns({ flags: 'rd' }), { reason: 'malformed' }, 'the question sent back'],
    [dns({ question: 'example.net A' }), { reason: 'wrong-question' }, 'the answer to another question'],
  ];
  test.each(cases)('%j stays %j when both do so: %s', async (answered, expected) => {
    const { answer, asked } = await ask([answered]);
    expect(answer).toMatchObject({ status: 'temperror', ...expected, resolver: 'second.example', at: 7 });
    expect(asked).toBe('first first second second');
  });
  test.each(cases)('%j and then an answer: asked twice, %j forgotten', async answered => {
    const { answer, asked } = await ask([answered, dns()]);
    expect(answer).toMatchObject({ status: 'found', resolver: 'first.example' });
    expect(asked).toBe('first first');
  });

  test('an answer of the next resolver is its own', async () => {
    const { answer, asked } = await ask([failed('timeout'), failed('timeout'), dns({ rcode: 2 })]);
    expect(answer).toMatchObject({ status: 'temperror', reason: 'rcode', resolver: 'second.example' });
    expect(asked).toBe('first first second');
  });

  test('the last reason is told', async () => {
    const { answer } = await ask([failed('timeout'), http({ httpStatus: 500 }), failed('redirect'), http()]);
    expect(answer).toMatchObject({ reason: 'malformed' });
  });
});

describe('questions that cannot be asked', () => {
  test('a browser that holds the second try back does not hide what the first one said', async () => {
    const { answer } = await ask([http({ httpStatus: 503 }), failed('unreachable')], [first]);
    expect(answer).toMatchObject({ reason: 'http-status', httpStatus: 503 });
  });

  test('nobody to ask', async () => {
    expect((await ask([dns()], [])).answer).toMatchObject({ status: 'temperror', reason: 'unreachable', resolver: '' });
  });

  test('a resolver whose address is no URL', async () => {
    const broken = { url: 'first', validates: true };
    const resolver = resolverOver(
      async () => failed('unreachable'),
      () => [broken],
      { now: () => 7 },
    );
    expect(await resolver.ask('example.com', 'A')).toMatchObject({ reason: 'unreachable', resolver: 'first' });
  });

  test('a name that does not fit into DNS', async () => {
    const { asked, transport } = scripted(dns());
    const answer = await resolverOver(transport, () => [first], { now: () => 7 }).ask(`${'a'.repeat(64)}.com`, 'A');
    expect(answer).toMatchObject({ status: 'temperror', reason: 'malformed' });
    expect(asked).toEqual([]);
  });
});

/** Holds every request until it is let go. */
function held() {
  const going: (() => void)[] = [];
  const queries: string[] = [];
  const transport: Transport = (url, query) =>
    new Promise(resolve => {
      queries.push(`${url} ${query.length}`);
      going.push(() => resolve(failed('timeout')));
    });
  return { going, queries, transport };
}
const settled = () => new Promise<void>(resolve => setTimeout(resolve, 0));

describe('many questions', () => {
  test('at most 20 are under way, in the order in which they came, and none is lost', async () => {
    const { going, queries, transport } = held();
    const resolver = resolverOver(transport, () => [first], { now: () => 7 });
    const answers = Array.from({ length: 50 }, (_, i) => resolver.ask(`h${i}.example.com`, 'A'));
    await settled();
    expect(queries).toHaveLength(20);
    going.shift()?.();
    await settled();
    expect(queries).toHaveLength(21);
    let most = 0;
    while (going.length > 0) {
      most = Math.max(most, going.length);
      going.shift()?.();
      await settled();
    }
    expect(most).toBeLessThanOrEqual(20);
    expect(queries).toHaveLength(100);
    expect((await Promise.all(answers)).every(answer => answer.status === 'temperror')).toBe(true);
  });

  test('equal questions under way share one request; a later one asks anew', async () => {
    const { asked, transport } = scripted(dns());
    const resolver = resolverOver(transport, () => [first], { now: () => 7 });
    const [one, two] = await Promise.all([resolver.ask('example.com', 'A'), resolver.ask('example.com', 'A')]);
    expect(two).toBe(one);
    expect(asked).toHaveLength(1);
    await Promise.all([resolver.ask('example.com', 'A'), resolver.ask('example.com', 'AAAA')]);
    expect(asked.length).toBeGreaterThanOrEqual(3);
  });

  test('a list of resolvers that was changed holds from the next question on', async () => {
    const { asked, transport } = scripted(dns());
    let endpoints = [first];
    const resolver = resolverOver(transport, () => endpoints, { now: () => 7 });
    await resolver.ask('example.com', 'A');
    endpoints = [second];
    await resolver.ask('example.com', 'A');
    expect(asked).toEqual(['first.example', 'second.example']);
  });

  test('a transport that breaks its promise frees its place and its question', async () => {
    let calls = 0;
    const transport: Transport = async () => {
      if (calls++ === 0) throw new Error('a bug');
      return dns();
    };
    const resolver = resolverOver(transport, () => [first], { now: () => 7, limit: 1 });
    await expect(resolver.ask('example.com', 'A')).rejects.toThrow('a bug');
    expect(await resolver.ask('example.com', 'A')).toMatchObject({ status: 'found' });
  });
});
