import { parseTolerantly, quote } from '../../../problem/index.ts';
import { type SingleConnectionAction, type Value, valueSchema } from '../../definition/index.ts';
import type { Ask, RunContext } from '../../engine/index.ts';
import { type Resolved, resolveText, resolveValue } from '../../values/index.ts';
import type { AppInput } from '../app-action.ts';

/** Inputs for a receiver, or why there are none yet. */
export type Sent =
  | { readonly kind: 'inputs'; readonly inputs: Readonly<Record<string, unknown>> }
  | Exclude<Resolved, { kind: 'value' }>;

/** The declared fields of an app's action, all as texts; one without a value is left out. */
export function declaredInputs(
  { fields }: SingleConnectionAction,
  declared: readonly AppInput[],
  run: RunContext,
  timeZone: string,
): Sent {
  const gathered = gather(
    declared
      .filter(({ name }) => Object.hasOwn(fields, name))
      .map(({ name }) => [name, textOf(fields[name], run, timeZone)] as const),
  );
  if (gathered.kind !== 'inputs') return gathered;
  const missing = declared.find(
    ({ name, isRequired }) => isRequired && !Object.hasOwn(gathered.inputs, name),
  );
  if (!missing) return gathered;
  const { name, label } = missing;
  const message = `fields.${name} has no value for this record, and the action needs it (${quote(label)}).`;
  return { kind: 'failed', reason: 'REQUIRED_INPUT_MISSING', message };
}

/** All fields of an action: value objects and texts with tokens as texts, everything else as it is. */
export function anyInputs({ fields }: SingleConnectionAction, run: RunContext, timeZone: string): Sent {
  return gather(Object.entries(fields).map(([name, field]) => [name, jsonOf(field, run, timeZone)] as const));
}

type Found = { readonly kind: 'json'; readonly json: unknown } | Exclude<Resolved, { kind: 'value' }>;

/** Asks for everything that is missing at once; a failure counts when nothing is to be asked. */
function gather(found: readonly (readonly [string, Found])[]): Sent {
  const asks: Ask[] = [];
  const inputs: [string, unknown][] = [];
  let failed: Extract<Found, { kind: 'failed' }> | undefined;
  for (const [name, field] of found) {
    if (field.kind === 'needs') asks.push(...field.asks);
    else if (field.kind === 'failed') failed ??= { ...field, message: `fields.${name}: ${field.message}` };
    else if (field.json !== null && field.json !== undefined) inputs.push([name, field.json]);
  }
  if (asks.length > 0) return { kind: 'needs', asks };
  return failed ?? { kind: 'inputs', inputs: Object.fromEntries(inputs) };
}

function textOf(field: unknown, run: RunContext, timeZone: string): Found {
  const found = jsonOf(field, run, timeZone);
  if (found.kind !== 'json' || found.json === null) return found;
  const { json } = found;
  if (Array.isArray(json) && json.every((item) => typeof item !== 'object')) return ready(json.join(';'));
  return ready(typeof json === 'object' ? JSON.stringify(json) : String(json));
}

/** Values stand also within lists and objects: `properties[].value`. */
function jsonOf(field: unknown, run: RunContext, timeZone: string): Found {
  if (typeof field === 'string') return resolved(resolveText(field, run));
  if (typeof field !== 'object' || field === null) return ready(field);
  if (Array.isArray(field)) {
    const items = gather(field.map((item, index) => [String(index), jsonOf(item, run, timeZone)] as const));
    // One without a value keeps its place.
    return items.kind === 'inputs' ? ready(field.map((_, index) => items.inputs[index] ?? null)) : items;
  }
  const value = valueIn(field);
  if (value) return resolved(resolveValue(value, run, timeZone));
  const members = gather(
    Object.entries(field).map(([name, member]) => [name, jsonOf(member, run, timeZone)] as const),
  );
  return members.kind === 'inputs' ? ready(members.inputs) : members;
}

/** A value object; whatever else has a `type` is none. */
function valueIn(field: object): Value | undefined {
  const read = parseTolerantly(valueSchema, field);
  return read.ok ? read.value : undefined;
}

function resolved(found: Resolved): Found {
  return found.kind === 'value' ? ready(found.value) : found;
}

function ready(json: unknown): Found {
  return { kind: 'json', json };
}
