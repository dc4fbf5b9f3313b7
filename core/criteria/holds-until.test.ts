import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../time/index.ts';
import { arbitraryContext, arbitraryNow, arbitraryTree } from './arbitrary.test-support.ts';
import { arbitraryContact, subjectOf } from './arbitrary-records.test-support.ts';
import { and, contextOf, criteria, property, record } from './criteria.test-support.ts';
import { compileCriteria } from './index.ts';

/** How far after now answers are looked at; beyond it are few flips and the same rules. */
const LOOKED_AT = 500 * DAY;

test('until then nothing changes, whatever the criteria', { timeout: 60_000 }, () => {
  const steps = fc.array(fc.integer({ min: 1, max: LOOKED_AT }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(
      arbitraryTree,
      arbitraryContact,
      arbitraryContext,
      arbitraryNow,
      steps,
      (tree, contact, context, now, later) => {
        const compiled = compileCriteria(criteria(tree), context);
        const subject = subjectOf(contact);
        const met = compiled.met(subject, now);
        const until = compiled.holdsUntil(subject, now);
        expect(until).toBeGreaterThan(now);
        const last = Math.min(until, now + LOOKED_AT) - 1;
        const instants = [
          ...later.map((step) => now + (step % (last - now + 1))),
          last,
          ...hoursUntil(now, last),
        ];
        for (const at of instants) expect(compiled.met(subject, at)).toBe(met);
      },
    ),
    { numRuns: 1_500 },
  );
});

/** Changes hide at hours: where clocks change, and where days end. */
function hoursUntil(now: number, last: number): number[] {
  const start = Math.ceil(now / HOUR) * HOUR;
  return Array.from({ length: 40 }, (_, hour) => start + hour * HOUR).filter((at) => at <= last);
}

test('of two parts that decide, the one that holds longer counts', () => {
  const moreThan = (name: string, days: number) =>
    property(name, {
      operationType: 'ROLLING_DATE_RANGE',
      operator: 'IS_MORE_THAN_X_DAYS_AGO',
      numberOfDays: days,
    });
  const context = contextOf({ a: 'datetime', b: 'datetime' });
  const now = Date.parse('2026-05-31T00:00:00.000Z');
  const subject = record({ a: '2026-05-31T00:00:00.000Z', b: '2026-05-30T00:00:00.000Z' });
  const until = (tree: object) => {
    const at = compileCriteria(criteria(tree), context).holdsUntil(subject, now);
    return Number.isFinite(at) ? (at - now - 1) / DAY : at;
  };
  const [inTen, inFour] = [moreThan('a', 10), moreThan('b', 5)];
  const never = property('a', { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN' });
  expect(until(and(inTen, inFour))).toBe(10);
  expect(until({ filterBranchType: 'OR', filters: [inTen, inFour] })).toBe(4);
  expect(until(and(inTen, never))).toBe(Number.POSITIVE_INFINITY);
  expect(until({ filterBranchType: 'NOT_ANY', filters: [inTen, inFour] })).toBe(4);
});
