import { describe, expect, test } from 'vitest';
import { Answers } from '../../src/background/answers.ts';
import type { Answer, RecordType } from '../../src/dns/resolver.ts';
import { fakeClock } from './fakes.ts';

type Outcome =
  | { readonly status: 'found' | 'nodata' | 'nxdomain'; readonly ttl: number }
  | { readonly status: 'temperror' };

function answersOver(outcome: Outcome, most?: number) {
  const clock = fakeClock();
  const asked: string[] = [];
  const resolver = {
    ask: async <T extends RecordType>(name: string, type: T) => {
      asked.push(`${name} ${type}`);
      const question = { name, type };
      const rest = { question, resolver: 'dns.example', at: clock.at, extendedErrors: [] };
      return { ...rest, reason: 'timeout', records: [], cnames: [], stale: false, ...outcome } as unknown as Answer<T>;
    },
  };
  return { clock, asked, answers: new Answers({ resolver, now: clock.now, ...(most ? { most } : {}) }) };
}

describe('how long an answer is given again', () => {
  const cases: readonly (readonly [Outcome, after: number, asked: number, why: string])[] = [
    [{ status: 'found', ttl: 300 }, 0, 1, 'at once'],
    [{ status: 'found', ttl: 300 }, 299_999, 1, 'within its TTL'],
    [{ status: 'found', ttl: 300 }, 300_000, 2, 'its TTL is over'],
    [{ status: 'found', ttl: 0 }, 0, 2, 'TTL 0 is never kept'],
    [{ status: 'nodata', ttl: 60 }, 59_999, 1, 'an absence has a TTL too (RFC 2308)'],
    [{ status: 'nxdomain', ttl: 60 }, 60_000, 2, 'and its end'],
    [{ status: 'temperror' }, 29_999, 1, 'a failure is kept for 30 seconds'],
    [{ status: 'temperror' }, 30_000, 2, 'and no longer'],
  ];
  test.each(cases)('%o after %i ms is asked %i times: %s', async (outcome, after, times) => {
    const { clock, asked, answers } = answersOver(outcome);
    await answers.since(0).ask('_dmarc.gov.uk', 'TXT');
    clock.at += after;
    await answers.since(0).ask('_dmarc.gov.uk', 'TXT');
    expect(asked).toHaveLength(times);
  });
});

test('thirty domains under gov.uk share one _dmarc.gov.uk', async () => {
  const { asked, answers } = answersOver({ status: 'found', ttl: 300 });
  for (let i = 0; i < 30; i++) await answers.since(0).ask('_dmarc.gov.uk', 'TXT');
  expect(asked).toEqual(['_dmarc.gov.uk TXT']);
});

test('name and type are told apart', async () => {
  const { asked, answers } = answersOver({ status: 'found', ttl: 300 });
  await answers.since(0).ask('a.example', 'A');
  await answers.since(0).ask('a.example', 'AAAA');
  await answers.since(0).ask('b.example', 'A');
  expect(asked).toEqual(['a.example A', 'a.example AAAA', 'b.example A']);
});

test('an answer from before `since` is not given, and the new one is kept', async () => {
  const { clock, asked, answers } = answersOver({ status: 'found', ttl: 300 });
  await answers.since(0).ask('a.example', 'MX');
  clock.at += 1000;
  await answers.since(clock.at).ask('a.example', 'MX');
  await answers.since(0).ask('a.example', 'MX');
  expect(asked).toHaveLength(2);
});

test('the answer not wanted for longest makes room', async () => {
  const { asked, answers } = answersOver({ status: 'found', ttl: 300 }, 2);
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await answers.since(0).ask(name, 'MX');
  expect(asked).toEqual(['a MX', 'b MX', 'c MX', 'b MX']);
});
