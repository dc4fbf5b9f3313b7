import { windowLeaf } from '../leaves/window-leaf.ts';
import { days } from '../members.ts';
import { later, nowBound } from '../moments/bound.ts';
import { updatedReading } from '../moments/reading.ts';
import { sayRollingPropertyUpdated } from './rolling-property-updated.say.ts';
import { ALL_TYPES, operationKind } from './shape.ts';

/** Whether the property changed (also: was cleared) in so many days up to now. One that never had a value never changed. */
export const rollingPropertyUpdated = operationKind({
  names: ['ROLLING_PROPERTY_UPDATED', 'rolling-property-updated'],
  operators: ['UPDATED_IN_LAST_X_DAYS', 'NOT_UPDATED_IN_LAST_X_DAYS'],
  fits: ALL_TYPES,
  members: { numberOfDays: days },
  compile({ operator, numberOfDays, includeObjectsWithNoValueSet: none }, site) {
    const zone = site.context.timeZone;
    const outside = operator === 'NOT_UPDATED_IN_LAST_X_DAYS';
    const window = {
      from: nowBound({ days: -numberOfDays }, zone),
      to: later(nowBound({}, zone), 1),
      outside,
    };
    return windowLeaf(site, updatedReading(site, site.property, zone), window, none);
  },
  say: sayRollingPropertyUpdated,
  cases: [
    {
      says: 'changed lately',
      sentence: 'Value was changed in the last 7 days',
      type: 'string',
      value: 'b',
      history: [
        { value: 'b', at: '2026-05-30T10:00:00Z' },
        { value: 'a', at: '2026-01-01T00:00:00Z' },
      ],
      now: '2026-05-31T10:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'UPDATED_IN_LAST_X_DAYS', numberOfDays: 7 },
      met: true,
      until: '2026-06-06T10:00:00.001Z',
    },
    {
      says: 'cleared lately',
      sentence: 'Value was not changed in the last 7 days',
      type: 'string',
      value: null,
      history: [
        { value: null, at: '2026-05-30T10:00:00Z' },
        { value: 'a', at: '2026-01-01T00:00:00Z' },
      ],
      now: '2026-05-31T10:00:00.000Z',
      operation: { operator: 'NOT_UPDATED_IN_LAST_X_DAYS', numberOfDays: 7 },
      met: false,
    },
    {
      says: 'not lately',
      type: 'number',
      value: '1',
      history: [{ value: '1', at: '2026-01-01T00:00:00Z' }],
      now: '2026-05-31T10:00:00.000Z',
      operation: { operator: 'NOT_UPDATED_IN_LAST_X_DAYS', numberOfDays: 7 },
      met: true,
      until: null,
    },
    {
      says: 'never',
      type: 'number',
      value: null,
      history: [],
      now: '2026-05-31T10:00:00.000Z',
      operation: { operator: 'NOT_UPDATED_IN_LAST_X_DAYS', numberOfDays: 7 },
      met: false,
    },
  ],
});
