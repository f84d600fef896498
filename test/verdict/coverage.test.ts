import { expect, test } from 'vitest';
import { coverageOf } from '../../src/verdict/coverage.ts';

const cases: readonly (readonly [patterns: string, hosts: string, named: string, idle: string, why: string])[] = [
  ['a.x.info', 'a.x.info', 'a.x.info', '', 'the name itself'],
  ['*.x.info', 'a.x.info b.x.info', 'a.x.info b.x.info', '', 'one label'],
  ['*.x.info', 'x.info', '', '*.x.info', 'not none'],
  ['*.x.info', 'a.b.x.info', '', '*.x.info', 'not two'],
  ['*.x.info a.x.info', 'a.x.info', 'a.x.info', '', 'both match the one host'],
  ['a.x.info old.x.info', 'a.x.info b.x.info', 'a.x.info', 'old.x.info', 'one left out, one idle'],
  ['*', 'localhost', '', '*', 'no dot never matches a wildcard'],
  ['', 'a.x.info', '', '', 'no policy'],
];

test.each(cases)('%s on %s', (patterns, hosts, named, idle) => {
  const words = (line: string) => line.split(' ').filter(Boolean);
  const coverage = coverageOf(words(patterns), words(hosts));
  expect([...coverage.named].join(' ')).toBe(named);
  expect(coverage.idle.join(' ')).toBe(idle);
});
