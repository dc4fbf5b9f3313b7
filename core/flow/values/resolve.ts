import { quote } from '../../problem/index.ts';
import { instantOf, type PropertyDefinition, plainDecimal } from '../../property/index.ts';
import { DAY, dateInZone, delayed, iso } from '../../time/index.ts';
import type { Value } from '../definition/index.ts';
import type { RunContext } from '../engine/index.ts';
import { resolveList, resolveMap } from './compound.ts';
import { referencesIn } from './references-in.ts';
import { found, type Resolved } from './resolved.ts';
import { resolveText, resolveToken } from './text.ts';
import { outputOf, propertyOf } from './value-of-reference.ts';

/** The target property of a value: increments and appends start from its present value. */
export interface ResolveTarget {
  readonly property: PropertyDefinition;
  readonly current: string | null;
}

/** Resolves a value object for an enrollment. `timeZone` is the account's. */
export function resolveValue(
  value: Value,
  context: RunContext,
  timeZone: string,
  target?: ResolveTarget,
): Resolved {
  const resolved = resolve(value, context, timeZone, target);
  return target?.property.type === 'date' ? dayOf(resolved, value, timeZone) : resolved;
}

/**
 * An instant for a date becomes its day in the account's zone, whatever its source; an instant written in the flow stays. The
 * original writes a day as epoch milliseconds at midnight UTC.
 */
function dayOf(resolved: Resolved, from: Value, timeZone: string): Resolved {
  if (resolved.kind !== 'value' || resolved.value === null) return resolved;
  if (from.type === 'STATIC_VALUE' && referencesIn(from.staticValue).length === 0) return resolved;
  return found(dayIn(resolved.value, timeZone));
}

/** The day of an instant in a zone; what is no instant, or a day already, stays. */
export function dayIn(text: string, timeZone: string): string {
  const at = instantOf(text);
  return at === null || isDay(text, at) ? text : dateInZone(at, timeZone);
}

function isDay(text: string, at: number): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) || (/^-?\d+$/.test(text) && at % DAY === 0);
}

function resolve(value: Value, context: RunContext, timeZone: string, target?: ResolveTarget): Resolved {
  const token = (text: string) => resolveToken(text, context);
  const each = (inner: Value) => resolveValue(inner, context, timeZone);
  switch (value.type) {
    case 'STATIC_VALUE':
      return appended(resolveText(value.staticValue, context), target);
    case 'OBJECT_PROPERTY':
      return propertyOf(context.record, value.propertyName, context);
    case 'FIELD_DATA':
      return outputOf(value.actionId, value.dataKey, context);
    case 'TIMESTAMP':
      return found(iso(context.now));
    case 'RELATIVE_DATETIME':
      return found(iso(delayed(context.now, value.timeDelay, timeZone)));
    case 'INCREMENT':
      return increment(value.incrementAmount, target);
    case 'STATIC_APPEND_VALUE':
      return append(resolveText(value.staticAppendValue, context), target);
    case 'APPEND_OBJECT_PROPERTY':
      return append(propertyOf(context.record, value.appendPropertyName, context), target);
    case 'FETCHED_OBJECT_PROPERTY':
      return token(value.propertyToken);
    case 'ENROLLMENT_EVENT_PROPERTY':
      return token(value.enrollmentEventPropertyToken);
    case 'ACTION_OUTPUT_OBJECT_PROPERTY':
      return token(value.actionOutputPropertyToken);
    case 'SINGLE_OBJECT_COORDINATES':
      return token(value.coordinatesToken);
    case 'LIST':
      return resolveList(value, each);
    case 'MAP':
      return resolveMap(value, each);
    case 'ENROLLMENT_DATASET_COLUMN':
      return { kind: 'failed', reason: 'DATASET_MISSING', message: noDataset(value) };
  }
}

function noDataset({
  enrollmentDatasetColumnToken: column,
}: {
  enrollmentDatasetColumnToken: string;
}): string {
  return `There is no dataset to read ${quote(column)} of: the record was not enrolled by one.`;
}

/** No value counts as zero. */
function increment(amount: number, target: ResolveTarget | undefined): Resolved {
  const current = target?.current ?? '0';
  const sum = Number(current) + amount;
  if (Number.isNaN(sum)) {
    return {
      kind: 'failed',
      reason: 'NOT_A_NUMBER',
      message: `${quote(current)} cannot be incremented by ${amount}: it is not a number.`,
    };
  }
  return found(plainDecimal(Number(sum.toPrecision(15))));
}

/** A choice of several that begins with ";" is added to the present one, as everywhere in the CRM. */
function appended(resolved: Resolved, target: ResolveTarget | undefined): Resolved {
  const adds = resolved.kind === 'value' && resolved.value?.startsWith(';');
  return adds && target?.property.fieldType === 'checkbox' ? append(resolved, target) : resolved;
}

/** Options are joined with ";", each once; text goes on a line of its own. */
function append(addition: Resolved, target: ResolveTarget | undefined): Resolved {
  if (addition.kind !== 'value' || addition.value === null) {
    return addition.kind === 'value' ? found(target?.current ?? null) : addition;
  }
  const current = target?.current ?? null;
  if (current === null) return addition;
  if (target?.property.type !== 'enumeration') return found(`${current}\n${addition.value}`);
  const options = [...current.split(';'), ...addition.value.split(';')];
  return found([...new Set(options.filter((option) => option !== ''))].join(';'));
}
