import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../time/index.ts';
import { arbitraryContext, arbitraryNow, arbitraryTree } from './arbitrary.test-support.ts';
import { onTime } from './arbitrary-operations.test-support.ts';
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
  // What is compared is the wall there.
  ['America/New_York', '2026-03-08T07:00:00.000Z', { hours: 3 }, 0, 'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION'],
  ['America/New_York', '2026-11-01T06:00:00.000Z', { hours: -5 }, 0, 'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION'],
  ['America/New_York', '2026-11-02T06:00:00.000Z', { days: -1 }, -1, 'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION'],
])(
  'in %s, around %s, a bound %j from now passes every value when it is said to',
  (timeZone, around, offset, days, propertyParser = 'VALUE') => {
    const context = { ...contextOf({ moment: 'datetime' }), timeZone };
    const compiled = compileCriteria(
      criteria(
        and(
          property('moment', {
            operationType: 'TIME_POINT',
            operator: 'IS_BEFORE',
            timePoint: { timeType: 'INDEXED', indexReference: { referenceType: 'NOW' }, offset },
            endpointBehavior: 'INCLUSIVE',
            propertyParser,
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

test('a filter on a time turns at the very instant that is told', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      onTime,
      arbitraryContact,
      arbitraryContext,
      arbitraryNow,
      (operation, contact, context, now) => {
        for (const name of ['day', 'moment']) {
          const compiled = compileCriteria(criteria(and(property(name, operation))), context);
          const subject = subjectOf(contact);
          const until = compiled.holdsUntil(subject, now);
          if (!Number.isFinite(until)) continue;
          expect(compiled.met(subject, until - 1)).toBe(compiled.met(subject, now));
          expect(compiled.met(subject, until)).not.toBe(compiled.met(subject, now));
        }
      },
    ),
    { numRuns: 1_500 },
  );
});

test.each(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'])(
  'this %s begins for a moment far off that lies a moment after its beginning',
  (timeUnit) => {
    const thisUnit = {
      operationType: 'CALENDAR_DATE',
      operator: 'IN_THIS_TIME_UNIT',
      timeUnit,
      useFiscalYear: false,
    };
    const compiled = compileCriteria(
      criteria(and(property('moment', thisUnit))),
      contextOf({ moment: 'datetime' }),
    );
    // A Monday, with which weeks begin; and the first day of a year.
    const begin = Date.parse(timeUnit === 'WEEK' ? '2034-01-02T00:00:00.000Z' : '2035-01-01T00:00:00.000Z');
    for (const after of [0, 1, 1_000, 1_152, 61_000, HOUR]) {
      const subject = record({ moment: new Date(begin + after).toISOString() });
      expect(compiled.holdsUntil(subject, NOW), `${after} ms`).toBe(begin);
    }
  },
);

/** When a record with so many views, the last of them now and one an hour, no longer has as many as that in 90 days. */
function fewerThan(least: number, views: number): number {
  const tree = {
    filterBranchType: 'UNIFIED_EVENTS',
    operator: 'HAS_COMPLETED',
    eventTypeId: '4-96000',
    filters: [],
    pruningRefineBy: {
      type: 'RELATIVE_COMPARATIVE',
      comparison: 'AFTER',
      timeOffset: { amount: 90, timeUnit: 'DAYS', offsetDirection: 'PAST' },
    },
    coalescingRefineBy: { type: 'NUM_OCCURRENCES', minOccurrences: least },
  };
  const events = Array.from({ length: views }, (_, index) => ({
    properties: {},
    occurredAt: NOW - index * HOUR,
  }));
  const compiled = compileCriteria(criteria({ ...and(), filterBranches: [tree] }), contextOf({}));
  return compiled.holdsUntil(record({}, { events: () => events }), NOW);
}

const NOW = Date.parse('2026-05-31T10:00:00.000Z');

test('events leave a window one after the other, until they are too few', () => {
  expect(fewerThan(10, 9)).toBe(Number.POSITIVE_INFINITY);
  expect(fewerThan(10, 10)).toBe(NOW - 9 * HOUR + 90 * DAY);
  expect(fewerThan(10, 150)).toBe(NOW - 9 * HOUR + 90 * DAY);
});

test('a record with very many events takes no more work than a question may', () => {
  const told = fewerThan(10, 50_000);
  expect(told).toBeGreaterThan(NOW);
  expect(told).toBeLessThan(NOW + 90 * DAY);
});
