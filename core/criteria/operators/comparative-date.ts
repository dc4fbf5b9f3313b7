import type { Fault, Site } from '../leaf.ts';
import { misfit } from '../leaf.ts';
import { edgeLeaf, propertyEdge } from '../leaves/edge-leaf.ts';
import { name, text } from '../members.ts';
import { sentInstant } from '../moments/iso-text.ts';
import { valueReading } from '../moments/reading.ts';
import { sayComparativeDate } from './comparative-date.say.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

/** A time against another property's: instants as instants; when one of the two is a date, by days in the account's zone. */
export const comparativeDate = operationKind({
  names: ['COMPARATIVE_DATE', 'datetime-comparative'],
  operators: ['IS_BEFORE', 'IS_AFTER'],
  fits: TIME_TYPES,
  members: { comparisonPropertyName: name, defaultComparisonValue: text.nullish() },
  compile({ operator, comparisonPropertyName: other, defaultComparisonValue: given, ...rest }, site) {
    const type = site.other(other);
    if (typeof type !== 'string') return type;
    if (site.scope === 'RECORD' && type !== 'date' && type !== 'datetime')
      return misfit(other, type, 'a date');
    const fallback = fallbackOf(given, site, type);
    if (typeof fallback === 'object') return fallback;
    const zone = site.context.timeZone;
    const reading = valueReading(site, site.property, site.type, zone);
    const wanted = valueReading(site, other, type, zone);
    const edge = propertyEdge(reading, operator === 'IS_BEFORE' ? '<' : '>', wanted, fallback);
    return edgeLeaf([edge], false, rest.includeObjectsWithNoValueSet);
  },
  say: sayComparativeDate,
  cases: [
    {
      says: 'before the other',
      sentence: 'Value is before Other',
      type: 'datetime',
      value: '2026-03-01T00:00:00.000Z',
      other: { type: 'datetime', value: '2026-03-01T00:00:00.001Z' },
      operation: { operator: 'IS_BEFORE', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'at the same time is neither',
      sentence: 'Value is after Other',
      type: 'date',
      value: '2026-03-01',
      other: { type: 'date', value: '2026-03-01' },
      operation: { operator: 'IS_AFTER', comparisonPropertyName: 'other' },
      met: false,
    },
    {
      says: "an instant on the other's day is not after it",
      type: 'datetime',
      value: '2026-03-02T04:00:00.000Z',
      timeZone: 'America/New_York',
      other: { type: 'date', value: '2026-03-01' },
      operation: { operator: 'IS_AFTER', comparisonPropertyName: 'other' },
      met: false,
    },
    {
      says: 'an instant on the day after is',
      type: 'datetime',
      value: '2026-03-02T05:00:00.000Z',
      timeZone: 'America/New_York',
      other: { type: 'date', value: '2026-03-01' },
      operation: { operator: 'IS_AFTER', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'nothing to compare with',
      type: 'date',
      value: '2026-03-01',
      other: { type: 'date', value: null },
      operation: { operator: 'IS_AFTER', comparisonPropertyName: 'other' },
      met: false,
    },
    {
      says: 'what stands in for no value',
      type: 'date',
      value: '2026-03-01',
      other: { type: 'date', value: null },
      operation: {
        operator: 'IS_AFTER',
        comparisonPropertyName: 'other',
        defaultComparisonValue: '2026-01-01',
      },
      met: true,
    },
    {
      says: 'in the first year an instant has no day',
      type: 'datetime',
      value: '0001-01-01T00:00:00.000Z',
      timeZone: 'America/New_York',
      other: { type: 'date', value: '2026-03-01' },
      operation: { operator: 'IS_BEFORE', comparisonPropertyName: 'other' },
      met: false,
    },
  ],
});

/** A stand-in for the other property's value, in its form. */
export function fallbackOf(
  given: string | null | undefined,
  site: Site,
  type: string,
): string | undefined | Fault {
  if (given === null || given === undefined || given === '') return undefined;
  const instant = sentInstant(given);
  if (instant === undefined)
    return { fault: 'NOT_A_TIME', message: `defaultComparisonValue "${given}" is not a time` };
  return site.scope === 'RECORD' && type === 'date' ? instant.slice(0, 10) : instant;
}
