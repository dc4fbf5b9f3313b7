import { quote } from '../../problem/index.ts';
import { instantOf, type PropertyDefinition, plainDecimal } from '../../property/index.ts';
import { type Medium, readTokens, TemplateError, TOKENS_MAX } from '../../template/index.ts';
import { DAY, dateInZone, delayed, iso } from '../../time/index.ts';
import type { Value } from '../definition/index.ts';
import type { RunContext } from '../engine/index.ts';
import { referencesIn } from './references-in.ts';
import type { Resolved } from './resolved.ts';
import { outputOf, propertyOf, valueOfReference } from './value-of-reference.ts';

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
  const at = instantOf(resolved.value);
  if (at === null || isDay(resolved.value, at)) return resolved;
  return found(dateInZone(at, timeZone));
}

function isDay(text: string, at: number): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) || (/^-?\d+$/.test(text) && at % DAY === 0);
}

function resolve(value: Value, context: RunContext, timeZone: string, target?: ResolveTarget): Resolved {
  switch (value.type) {
    case 'STATIC_VALUE':
      return resolveText(value.staticValue, context);
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
      return resolveToken(value.propertyToken, context);
    case 'ENROLLMENT_EVENT_PROPERTY':
      return resolveToken(value.enrollmentEventPropertyToken, context);
    case 'ACTION_OUTPUT_OBJECT_PROPERTY':
      return resolveToken(value.actionOutputPropertyToken, context);
    case 'SINGLE_OBJECT_COORDINATES':
      return resolveToken(value.coordinatesToken, context);
    case 'ENROLLMENT_DATASET_COLUMN':
    case 'LIST':
    case 'MAP':
      return {
        kind: 'failed',
        reason: 'VALUE_NOT_SUPPORTED',
        message: `A value of the type ${value.type} cannot be used here.`,
      };
  }
}

/** A text with its tokens resolved, in HTML escaped. A text that is one token without a value is no value. */
export function resolveText(text: string, context: RunContext, medium: Medium = 'text'): Resolved {
  const read = text.includes('{{') ? readTokens(text) : undefined;
  if (!read || read.count === 0) return found(text === '' ? null : text);
  if (read.count > TOKENS_MAX) return tooLong(`The text has more than ${TOKENS_MAX} tokens.`);
  const values = new Map<string, string | null>();
  for (const reference of read.references) {
    const key = reference.join('.');
    if (values.has(key)) continue;
    const resolved = valueOfReference(reference, context);
    if (resolved.kind !== 'value') return resolved;
    values.set(key, resolved.value);
  }
  try {
    const rendered = read.render((reference) => values.get(reference.join('.')) ?? null, medium);
    return found(rendered === '' ? null : rendered);
  } catch (error) {
    if (error instanceof TemplateError)
      return tooLong(`The text cannot be used with its tokens filled in: ${error.message}.`);
    throw error;
  }
}

/** A value that is a token by its type. Any other text must fail: it would be written as it stands. */
function resolveToken(token: string, context: RunContext): Resolved {
  if (referencesIn(token).length > 0) return resolveText(token, context);
  const message = `${quote(token)} is no token, such as "{{ fetched_objects.fetched_object_1.name }}".`;
  return { kind: 'failed', reason: 'INVALID_TOKEN', message };
}

function tooLong(message: string): Resolved {
  return { kind: 'failed', reason: 'TEXT_TOO_LONG', message };
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

/** Options are joined with ";", each once; text goes on a line of its own. */
function append(addition: Resolved, target: ResolveTarget | undefined): Resolved {
  if (addition.kind !== 'value' || addition.value === null) {
    return addition.kind === 'value' ? found(target?.current ?? null) : addition;
  }
  const current = target?.current ?? null;
  if (current === null) return addition;
  if (target?.property.type !== 'enumeration') return found(`${current}\n${addition.value}`);
  return found([...new Set([...current.split(';'), ...addition.value.split(';')])].join(';'));
}

function found(value: string | null): Resolved {
  return { kind: 'value', value };
}
