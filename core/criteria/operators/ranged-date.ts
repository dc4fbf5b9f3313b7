import { windowLeaf } from '../leaves/window-leaf.ts';
import { bool, timestamp } from '../members.ts';
import { fixedBound } from '../moments/bound.ts';
import { valueReading } from '../moments/reading.ts';
import { instantIn } from './datetime.ts';
import { sayRangedDate } from './ranged-date.say.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

/** A time against two instants, read as DATETIME reads one. Both bounds belong to the range. */
export const rangedDate = operationKind({
  names: ['RANGED_DATE', 'datetime-ranged'],
  operators: ['IS_BETWEEN', 'IS_NOT_BETWEEN'],
  fits: TIME_TYPES,
  members: { lowerBound: timestamp, upperBound: timestamp, requiresTimeZoneConversion: bool.nullish() },
  aliases: { lowerBoundTimestamp: 'lowerBound', upperBoundTimestamp: 'upperBound' },
  compile(operation, site) {
    const conversion = operation.requiresTimeZoneConversion === true;
    const lower = instantIn(site, operation.lowerBound, conversion);
    const upper = instantIn(site, operation.upperBound, conversion);
    const reading = valueReading(site, site.property, site.type, lower.zone);
    const outside = operation.operator === 'IS_NOT_BETWEEN';
    const window = { from: fixedBound(lower.at), to: fixedBound(upper.at + 1), outside };
    return windowLeaf(site, reading, window, operation.includeObjectsWithNoValueSet);
  },
  say: sayRangedDate,
  cases: [
    {
      says: 'the lower bound',
      sentence: 'Value is between 1 March 2026 and 2 March 2026',
      type: 'datetime',
      value: '2026-03-01T00:00:00.000Z',
      operation: {
        operator: 'IS_BETWEEN',
        lowerBound: Date.UTC(2026, 2, 1),
        upperBound: Date.UTC(2026, 2, 2),
      },
      met: true,
    },
    {
      says: 'the upper bound',
      type: 'datetime',
      value: '2026-03-02T00:00:00.000Z',
      operation: {
        operator: 'IS_BETWEEN',
        lowerBoundTimestamp: Date.UTC(2026, 2, 1),
        upperBoundTimestamp: Date.UTC(2026, 2, 2),
      },
      met: true,
    },
    {
      says: 'past it',
      sentence: 'Value is not between 1 March 2026 and 2 March 2026',
      type: 'datetime',
      value: '2026-03-02T00:00:00.001Z',
      operation: {
        operator: 'IS_NOT_BETWEEN',
        lowerBound: Date.UTC(2026, 2, 1),
        upperBound: Date.UTC(2026, 2, 2),
      },
      met: true,
    },
    {
      says: 'a date in any zone',
      type: 'date',
      value: '2026-03-02',
      timeZone: 'Pacific/Kiritimati',
      operation: {
        operator: 'IS_BETWEEN',
        lowerBound: Date.UTC(2026, 2, 1),
        upperBound: Date.UTC(2026, 2, 2),
      },
      met: true,
    },
    {
      says: 'no value is not outside',
      type: 'date',
      value: null,
      operation: { operator: 'IS_NOT_BETWEEN', lowerBound: 0, upperBound: 1 },
      met: false,
    },
  ],
});
