import { edgeLeaf, propertyEdge } from '../leaves/edge-leaf.ts';
import { name, text } from '../members.ts';
import { updatedReading, valueReading } from '../moments/reading.ts';
import { fallbackOf } from './comparative-date.ts';
import { sayComparativePropertyUpdated } from './comparative-property-updated.say.ts';
import { ALL_TYPES, operationKind } from './shape.ts';

/** When the property last changed, against another: a date property's value, any other's last change. */
export const comparativePropertyUpdated = operationKind({
  names: ['COMPARATIVE_PROPERTY_UPDATED', 'property-updated-comparative'],
  operators: ['IS_BEFORE', 'IS_AFTER'],
  fits: ALL_TYPES,
  members: { comparisonPropertyName: name, defaultComparisonValue: text.nullish() },
  compile({ operator, comparisonPropertyName: other, defaultComparisonValue: given, ...rest }, site) {
    const type = site.other(other);
    if (typeof type !== 'string') return type;
    const dated = type === 'date' || type === 'datetime';
    const fallback = fallbackOf(given, site, type);
    if (typeof fallback === 'object') return fallback;
    const zone = site.context.timeZone;
    const reading = updatedReading(site, site.property, zone);
    const wanted = dated ? valueReading(site, other, type, zone) : updatedReading(site, other, zone);
    const edge = propertyEdge(reading, operator === 'IS_BEFORE' ? '<' : '>', wanted, fallback);
    return edgeLeaf([edge], false, rest.includeObjectsWithNoValueSet);
  },
  say: sayComparativePropertyUpdated,
  cases: [
    {
      says: "changed after the other's time",
      sentence: 'Value was last changed after Other was',
      type: 'string',
      value: 'x',
      history: [{ value: 'x', at: '2026-03-02T00:00:00Z' }],
      other: { type: 'datetime', value: '2026-03-01T00:00:00.000Z' },
      operation: { operator: 'IS_AFTER', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: "changed on the other's day is not before it",
      sentence: 'Value was last changed before Other was',
      type: 'string',
      value: 'x',
      history: [{ value: 'x', at: '2026-03-01T12:00:00Z' }],
      other: { type: 'date', value: '2026-03-01' },
      operation: { operator: 'IS_BEFORE', comparisonPropertyName: 'other' },
      met: false,
    },
    {
      says: 'never changed',
      type: 'string',
      value: null,
      history: [],
      other: { type: 'date', value: '2026-03-01' },
      operation: { operator: 'IS_BEFORE', comparisonPropertyName: 'other' },
      met: false,
    },
  ],
});
