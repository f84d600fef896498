import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { gradeIdentity } from '../../src/verdict/identity-worlds.ts';
import { judge } from '../../src/verdict/judge.ts';
import type { Observations } from '../../src/verdict/observations.ts';
import { read } from '../../src/verdict/reading.ts';
import { gradeTransit } from '../../src/verdict/transit-worlds.ts';
import { identitySlots, plain, type Slot, transitSlots, withTexts } from './open-questions.ts';

// Hundreds of verdicts in a test: it may take its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** For each slot an answer, and for up to three of them a way to be open. */
function situations(
  slots: readonly Slot[],
  most = 3,
): fc.Arbitrary<{ seen: Observations; completions: Observations[] }> {
  const answers = fc.tuple(...slots.map(slot => fc.constantFrom(...Object.keys(slot.answers))));
  const open = fc.uniqueArray(fc.nat(slots.length - 1), { minLength: 1, maxLength: most });
  return fc.tuple(answers, open, fc.nat()).map(([names, indexes, way]) => {
    let seen = plain;
    let completions = [plain];
    for (const [index, slot] of slots.entries()) {
      const left = indexes.includes(index) ? slot.open[way % slot.open.length] : undefined;
      const name = names[index] ?? '';
      const could = left?.could ?? [name];
      const all = completions;
      seen = (left?.change ?? slot.answers[name])?.(seen) ?? seen;
      completions = could.flatMap(each => all.map(before => slot.answers[each]?.(before) ?? before));
    }
    return { seen, completions };
  });
}

const reading = (seen: Observations) => read(seen, { registrableDomain: 'corp.info' });
const runs = { numRuns: 120, seed: 7 };

test('transit: the grade stands exactly if every outcome of what is open leads to it', () => {
  fc.assert(
    fc.property(situations(transitSlots), ({ seen, completions }) => {
      const grades = new Set(completions.map(each => gradeTransit(reading(each)).grade));
      const [only, other] = grades;
      expect(gradeTransit(reading(seen)).grade).toBe(other === undefined ? only : 'unknown');
    }),
    runs,
  );
});

test('identity: the grade stands exactly if every outcome of what is open leads to it', () => {
  fc.assert(
    fc.property(situations(identitySlots), ({ seen, completions }) => {
      const grades = new Set(completions.map(each => gradeIdentity(reading(each)).grade));
      const [only, other] = grades;
      expect(gradeIdentity(reading(seen)).grade).toBe(other === undefined ? only : 'unknown');
    }),
    runs,
  );
});

test('any observations give a whole verdict that is plain JSON', () => {
  const everything = [...transitSlots, ...identitySlots.slice(1)];
  fc.assert(
    fc.property(situations(everything, 1), ({ seen }) => {
      const verdict = judge(seen);
      expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      const order = verdict.findings.map(finding => `${finding.id} ${JSON.stringify(finding.facts)}`);
      expect(new Set(order).size).toBe(order.length);
    }),
    runs,
  );
});

test('hostile texts everywhere: never a throw', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 300 });
  const begun = fc.tuple(fc.constantFrom('v=STSv1;', 'v=DMARC1;', 'v=spf1 ', ''), hostile).map(parts => parts.join(''));
  fc.assert(
    fc.property(fc.array(begun, { maxLength: 4 }), hostile, (records, body) => {
      expect(() => judge(withTexts(records, body))).not.toThrow();
    }),
    runs,
  );
});
