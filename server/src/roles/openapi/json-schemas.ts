import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { BY_HAND } from './components.ts';

/** Schemas that the description names once and refers to: those with an id in zod's own registry. */
export type Components = Record<string, object>;

type Json = Record<string, unknown>;

/** A schema of zod as JSON Schema, of what is sent or of what is answered. What it refers to is put into the components. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', components: Components): object {
  const {
    $schema: _,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      if (io === 'output' && def.type === 'object') allowMore(jsonSchema);
      // What its type or its format says already.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      shorten(jsonSchema);
    },
  }) as Json & { $defs?: Record<string, Json> };
  const named = { ...$defs, ...(typeof root['id'] === 'string' ? { [root['id']]: root } : {}) };
  for (const [name, { id: _, ...json }] of Object.entries(named)) {
    if (name.startsWith('__')) throw new Error('A schema that contains itself needs a name: give it an id.');
    const described = BY_HAND[name] ?? withReferences(json);
    if (!isDeepStrictEqual(components[name] ?? described, described))
      throw new Error(`Two schemas are called ${name}.`);
    components[name] = described;
  }
  return typeof root['id'] === 'string' ? reference(root['id']) : withReferences(root);
}

/** A client breaks on no member that a later release answers besides. An open object says that it has others already. */
function allowMore(json: Json): void {
  if (json['additionalProperties'] === false) delete json['additionalProperties'];
}

const SCALARS: readonly string[] = ['string', 'integer', 'number', 'boolean'];

/** `{ anyOf: [{ type: 'string' }, { type: 'null' }] }` is `{ type: ['string', 'null'] }`. */
function shorten(json: Json): void {
  const [form, nothing, ...more] = (json['anyOf'] ?? []) as readonly Json[];
  if (!form || nothing?.['type'] !== 'null' || more.length > 0) return;
  if (!SCALARS.includes(form['type'] as string) || 'enum' in form || 'const' in form) return;
  delete json['anyOf'];
  Object.assign(json, form, { type: [form['type'], 'null'] });
}

function withReferences(json: Json): Json {
  return JSON.parse(JSON.stringify(json), (key, value) =>
    key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : value,
  ) as Json;
}

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}
