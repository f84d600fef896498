import { expect, test } from 'vitest';
import { coverageOf } from '../../src/verdict/coverage.ts';

const cases: readonly (readonly [patterns: string, hosts: string, named: string, idle: string, why: string])[] = [
  ['a.x.test', 'a.x.test', 'a.x.test', '', 'the name itself'],
  ['*.x.test', 'a.x.test b.x.test', 'a.x.test b.x.test', '', 'one label'],
  ['*.x.test', 'x.test', '', '*.x.test', 'not none'],
  ['*.x.test', 'a.b.x.test', '', '*.x.test', 'not two'],
  ['*.x.test a.x.test', 'a.x.test', 'a.x.test', '', 'both match the one host'],
  ['a.x.test old.x.test', 'a.x.test b.x.test', 'a.x.test', 'old.x.test', 'one left out, one idle'],
  ['*', 'localhost', '', '*', 'no dot never matches a wildcard'],
  ['', 'a.x.test', '', '', 'no policy'],
];

test.each(cases)('%s on %s', (patterns, hosts, named, idle) => {
  const words = (line: string) => line.split(' ').filter(Boolean);
  const coverage = coverageOf(words(patterns), words(hosts));
  expect([...coverage.named].join(' ')).toBe(named);
  expect(coverage.idle.join(' ')).toBe(idle);
});
