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

test.each([
  // The clock was put back on the day that the bound is in: at half past one there, two instants have that name.
  ['America/St_Johns', '2026-11-02T00:00:00.000Z', { days: -1, hours: 12 }, -1],
  ['America/St_Johns', '2026-11-02T00:00:00.000Z', { weeks: -1, days: 6 }, -1],
  ['America/New_York', '2026-10-31T00:00:00.000Z', { months: -1, hours: -5 }, -30],
  // It was put forward there: a time that the wall never showed is the one after it.
  ['America/New_York', '2026-03-08T12:00:00.000Z', { days: -1, hours: 3 }, -1],
  ['Australia/Lord_Howe', '2026-04-05T00:00:00.000Z', { days: -1, hours: 7 }, -1],
])(
  'in %s, around %s, a bound %j from now passes every value when it is said to',
  (timeZone, around, offset, days) => {
    const context = { ...contextOf({ moment: 'datetime' }), timeZone };
    const compiled = compileCriteria(
      criteria(
        and(
          property('moment', {
            operationType: 'TIME_POINT',
            operator: 'IS_BEFORE',
            timePoint: { timeType: 'INDEXED', indexReference: { referenceType: 'NOW' }, offset },
            endpointBehavior: 'INCLUSIVE',
          }),
        ),
      ),
      context,
    );
    const start = Date.parse(around) - DAY;
    const end = start + 3 * DAY;
    const step = HOUR / 2;
    for (let value = start + (days - 1) * DAY; value < end + (days + 1) * DAY; value += 3 * step) {
      const subject = record({ moment: new Date(value).toISOString() });
      let told = compiled.holdsUntil(subject, start);
      for (let at = start + step, met = compiled.met(subject, start); at < end; at += step) {
        const now = compiled.met(subject, at);
        if (now === met) continue;
        const shown = `${new Date(value).toISOString()} at ${new Date(at).toISOString()}`;
        expect(told, shown).toBeGreaterThan(at - step);
        expect(told, shown).toBeLessThanOrEqual(at);
        met = now;
        told = compiled.holdsUntil(subject, at);
      }
    }
  },
);
