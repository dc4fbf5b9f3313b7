import type { EpochMillis } from '../../time/index.ts';
import { compilationOf } from '../compile/index.ts';
import { recordLeaf } from '../compile/property.ts';
import type { CriteriaContext } from '../context.ts';
import { TooMuchWork } from '../effort.ts';
import type { FilterExplanation } from '../explain/explanation.ts';
import { isFault } from '../leaf.ts';
import type { Operation } from '../operation.ts';
import type { Turn, Way } from './way.ts';

/** What the properties are that filters ask of, and when they are asked. */
export interface Properties {
  readonly context: CriteriaContext;
  readonly now: EpochMillis;
}

/** Operators that leave only the values that they name. */
const NAMING: ReadonlySet<string> = new Set(['IS_EQUAL_TO', 'IS_ANY_OF', 'IS_EXACTLY']);

/**
 * Whether one value can satisfy all that a way asks of a property. Only told where a filter leaves a few values, which are tried then: two
 * that want different ones cannot both be turned.
 */
export function canHoldTogether({ turns, keeps }: Way, properties: Properties): boolean {
  const groups = Map.groupBy([...turns, ...keeps].filter(isOfProperty), ({ record, place }) =>
    JSON.stringify([record, place.property]),
  );
  return [...groups.values()].every((group) => group.length < 2 || isSatisfiable(group, properties));
}

type PropertyTurn = Turn & { readonly place: FilterExplanation & { readonly property: string } };

/** Questions about one value alone: not about what it was before, nor about another property. */
function isOfProperty(turn: Turn): turn is PropertyTurn {
  const { place } = turn;
  if (!('filterType' in place) || place.property === undefined || place.comparedWith) return false;
  return place.verdict !== 'UNKNOWN' && !place.operator?.startsWith('HAS_');
}

function isSatisfiable(group: readonly PropertyTurn[], properties: Properties): boolean {
  const values = group.flatMap((turn) => (leavesFew(turn, properties) ? [valuesOf(turn)] : []))[0];
  return values === undefined || values.some((value) => group.every((turn) => isSo(turn, value, properties)));
}

/** Of a property that may hold several choices at once, naming one leaves the others open. */
function leavesFew({ to, place, record }: PropertyTurn, { context }: Properties): boolean {
  const property = context.propertyOf(record?.objectTypeId ?? context.objectTypeId, place.property);
  if (!property || (property.type === 'enumeration' && property.fieldType === 'checkbox')) return false;
  return to === 'MET' && NAMING.has(place.operator ?? '') && valuesOf({ place }).length > 0;
}

function valuesOf({ place: { wanted } }: Pick<PropertyTurn, 'place'>): readonly string[] {
  const named = Array.isArray(wanted['values']) ? wanted['values'] : [wanted['value']];
  return named.filter((value) => value !== undefined && value !== null).map(String);
}

function isSo(
  { to, place, record, path }: PropertyTurn,
  value: string,
  { context, now }: Properties,
): boolean {
  const operation = { ...place.wanted, operator: place.operator } as unknown as Operation;
  const objectTypeId = record?.objectTypeId ?? context.objectTypeId;
  const compilation = compilationOf({ ...context, objectTypeId });
  const leaf = recordLeaf({ kind: 'PROPERTY', property: place.property, operation, path }, compilation);
  if (isFault(leaf)) return true;
  const history = () => [{ value, at: now }];
  try {
    return leaf.met({ properties: { [place.property]: value }, history }, now) === (to === 'MET');
  } catch (error) {
    // Nothing is left out for what cannot be told.
    if (error instanceof TooMuchWork) return true;
    throw error;
  }
}
