/** Bodies made of nothing but their schema: one that is as short as it may be, and every place in it where something can be put. */
import type { Schema } from './described-operations.ts';

export type Kind = 'text' | 'anything' | 'array' | 'object' | 'boolean';

/** A member of a body, and the body that has something else there. */
export interface PlaceInBody {
  /** `inputs[].properties.*`. */
  readonly path: string;
  readonly kind: Kind;
  readonly schema: Schema;
  bodyWith(value: unknown): unknown;
}

type Named = Readonly<Record<string, Schema>>;

/** Schemas within schemas are looked into so far. */
const LEVELS_MAX = 9;

/** Every place that a body of this schema has; of schemas that contain themselves, the outermost. */
export function placesIn(schema: Schema, named: Named): PlaceInBody[] {
  const found = new Map<string, PlaceInBody>();
  const visit = (
    given: Schema,
    path: string,
    bodyWith: (value: unknown) => unknown,
    inside: readonly string[],
  ) => {
    const name = given.$ref?.split('/').at(-1);
    if (inside.length > LEVELS_MAX || (name !== undefined && inside.includes(name))) return;
    const below = [...inside, name ?? ''];
    const one = deref(given, named);
    const add = (kind: Kind) => {
      if (!found.has(`${path} ${kind}`)) found.set(`${path} ${kind}`, { path, kind, schema: one, bodyWith });
    };
    for (const form of [...(one.anyOf ?? []), ...(one.oneOf ?? [])]) visit(form, path, bodyWith, inside);
    const types = [one.type ?? []].flat();
    if (one.const !== undefined || one.enum) return;
    if (types.length === 0 && !one.anyOf && !one.oneOf) add('anything');
    if (types.includes('string')) add('text');
    if (types.includes('boolean')) add('boolean');
    if (types.includes('array')) {
      add('array');
      if (one.items) visit(one.items, `${path}[]`, (value) => bodyWith([value]), below);
    }
    if (!types.includes('object')) return;
    const least = shortest(one, named) as object;
    add('object');
    for (const [member, its] of Object.entries(one.properties ?? {}))
      visit(
        its,
        path === '' ? member : `${path}.${member}`,
        (value) => bodyWith({ ...least, [member]: value }),
        below,
      );
    if (typeof one.additionalProperties === 'object')
      visit(one.additionalProperties, `${path}.*`, (value) => bodyWith({ ...least, some: value }), below);
  };
  visit(schema, '', (value) => value, []);
  return [...found.values()];
}

/** The shortest value that a schema takes, as far as it says. */
export function shortest(given: Schema, named: Named): unknown {
  const schema = deref(given, named);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const form = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (form) return shortest(form, named);
  switch ([schema.type ?? 'string'].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, shortest(schema.properties?.[name] ?? {}, named)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => shortest(schema.items ?? {}, named));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    default:
      return textFor(schema);
  }
}

const TEXTS = ['1', 'x', 'a@example.com', '1-1', 'P1D'];

function textFor({ pattern, minLength = 0 }: Schema): string {
  const fits = (text: string) => pattern === undefined || new RegExp(pattern, 'u').test(text);
  return (TEXTS.find(fits) ?? '1').padEnd(minLength, '1');
}

function deref(schema: Schema, named: Named): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (named[name] ?? {});
}
