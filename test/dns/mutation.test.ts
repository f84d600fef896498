import { expect, test } from 'vitest';
import { readAnswer } from '../../src/dns/answer.ts';
import type { Question } from '../../src/dns/resolver.ts';
import { decodeMessage } from '../../src/dns/wire.ts';
import { packet } from './packet.ts';

const context = { resolver: 'resolver.example', validates: true, at: 0, ageSeconds: 0 };

const messages: readonly (readonly [Question, Uint8Array])[] = [
  [
    { name: 'example.com', type: 'MX' },
    packet({
      question: 'example.com MX',
      flags: 'qr rd ra ad',
      answers: ['example.com 300 MX 10 mx1.example.com', 'example.com 300 MX 20 mx2.mail.example.net'],
      authorities: ['example.com 300 NS ns1.example.com'],
      additional: ['mx1.example.com 300 A 192.0.2.1', 'ns1.example.com 300 AAAA #20010db8000000000000000000000001'],
      extendedErrors: [[3, 'served stale']],
    }),
  ],
  [
    { name: '_dmarc.example.com', type: 'TXT' },
    packet({
      question: '_dmarc.example.com TXT',
      answers: [
        '_dmarc.example.com 300 CNAME example.com.dmarc.provider.example',
        'example.com.dmarc.provider.example 60 TXT "v=DMARC1; p=reject;" " rua=mailto:a@example.com"',
      ],
    }),
  ],
  [
    { name: '_25._tcp.mx.example.com', type: 'TLSA' },
    packet({
      question: '_25._tcp.mx.example.com TLSA',
      rcode: 3,
      authorities: ['example.com 3600 SOA 300', 'example.com 3600 TYPE47 #0001610006400000000003'],
      extendedErrors: [
        [6, ''],
        [19, 'served stale'],
        [23, 'network error'],
      ],
    }),
  ],
];

/** A small generator with a seed, so that every run mutates alike (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function mutate(bytes: Uint8Array, next: () => number): Uint8Array {
  const pick = (below: number) => Math.floor(next() * below);
  const octets = [...bytes];
  for (let changes = 1 + pick(4); changes > 0; changes--) {
    const at = pick(octets.length);
    const kind = pick(7);
    if (kind === 0) octets[at] = pick(256);
    else if (kind === 1) octets[at] = (octets[at] ?? 0) ^ (1 << pick(8));
    else if (kind === 2) octets[at] = 0xc0;
    else if (kind === 3) octets.splice(at, 1 + pick(8));
    else if (kind === 4) octets.splice(at, 0, ...octets.slice(pick(octets.length), at + pick(20)));
    else if (kind === 5) octets[2 + pick(2)] = pick(256);
    else octets.length = Math.max(1, at);
  }
  return Uint8Array.from(octets);
}

test('thousands of mutated messages: each is read or refused, none throws', () => {
  const next = random(1);
  const outcomes = new Set<string>();
  for (let i = 0; i < 3000; i++) {
    for (const [question, bytes] of messages) {
      const answer = readAnswer(question, mutate(bytes, next), context);
      outcomes.add(answer.status === 'temperror' ? answer.reason : answer.status);
      if (answer.status !== 'temperror') expect(answer.ttl).toBeGreaterThanOrEqual(0);
    }
  }
  // The mutations are neither all harmless nor all fatal: every part of the reader was reached.
  const reached = ['filtered', 'found', 'malformed', 'nodata', 'nxdomain', 'rcode', 'truncated', 'wrong-question'];
  expect([...outcomes].sort()).toEqual(reached);
});

test('noise: each is read or refused, none throws', () => {
  const next = random(5);
  for (let i = 0; i < 3000; i++) {
    const length = Math.floor(next() * 300);
    decodeMessage(Uint8Array.from({ length }, () => Math.floor(next() * 256)));
  }
});

test('every message cut at every place is refused', () => {
  for (const [, bytes] of messages) {
    for (let length = 0; length < bytes.length; length++) {
      expect(decodeMessage(bytes.subarray(0, length))).toBeUndefined();
    }
  }
});
