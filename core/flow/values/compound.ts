import { parseTolerantly } from '../../problem/index.ts';
import { RENDERED_CHARACTERS_MAX } from '../../template/index.ts';
import { type Value, valueSchema } from '../definition/index.ts';
import { type AllResolved, allOf, found, type Resolved, tooLong } from './resolved.ts';

type List = Extract<Value, { type: 'LIST' }>;
type MapValue = Extract<Value, { type: 'MAP' }>;
type Each = (value: Value) => Resolved;

/** A list as text: its values joined with ";", as the options of a property are; those without a value are left out. */
export function resolveList({ values }: List, each: Each): Resolved {
  const resolved = textsOf(values, each);
  if (resolved.kind !== 'values') return resolved;
  const present = resolved.values.filter((value) => value !== null);
  return present.length === 0 ? found(null) : notTooLong(present.join(';'));
}

/** A map as text: a JSON object, its values resolved, lists as arrays; what is no value object stays as it is. */
export function resolveMap(map: MapValue, each: Each): Resolved {
  const resolved = jsonOf(map, each);
  return resolved.kind === 'value' ? notTooLong(JSON.stringify(resolved.value)) : resolved;
}

function textsOf(values: readonly Value[], each: Each): AllResolved<string | null> {
  return allOf(values.map(each));
}

type Json = { readonly kind: 'value'; readonly value: unknown } | Exclude<Resolved, { kind: 'value' }>;

function jsonOf(value: Value, each: Each): Json {
  switch (value.type) {
    case 'LIST': {
      const items = allOf(value.values.map((item) => jsonOf(item, each)));
      return items.kind === 'values' ? { kind: 'value', value: items.values } : items;
    }
    case 'MAP': {
      const members = Object.entries(value.values);
      const resolved = allOf(
        members.map(([, member]) => {
          const inner = parseTolerantly(valueSchema, member);
          return inner.ok ? jsonOf(inner.value, each) : { kind: 'value' as const, value: member };
        }),
      );
      if (resolved.kind !== 'values') return resolved;
      return {
        kind: 'value',
        value: Object.fromEntries(members.map(([name], index) => [name, resolved.values[index]])),
      };
    }
    default:
      return each(value);
  }
}

function notTooLong(text: string): Resolved {
  return text.length > RENDERED_CHARACTERS_MAX
    ? tooLong(`The values come to more than ${RENDERED_CHARACTERS_MAX} characters.`)
    : found(text);
}
