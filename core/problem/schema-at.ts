import type * as z from 'zod';
import { bare } from './bare.ts';

/** The schemas for a value at `path`: one, or, inside a union, those of its forms with that path. */
export function schemasAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType[] {
  const here = formsOf(schema);
  const [key, ...rest] = path;
  if (key === undefined) return here;
  return here.flatMap((form) => {
    const inner = innerOf(form, key);
    return inner ? schemasAt(inner, rest) : [];
  });
}

/** The members in any of the schemas. */
export function membersOf(schemas: readonly z.core.$ZodType[]): string[] {
  return [...new Set(schemas.flatMap((schema) => Object.keys(shapeOf(schema) ?? {})))];
}

/** The members that all of the schemas require, by name, each with its schema in the first. */
export function requiredBy(schemas: readonly z.core.$ZodType[]): Map<string, z.core.$ZodType> {
  const shapes = schemas.map((schema) => shapeOf(schema) ?? {});
  const [first = {}, ...others] = shapes;
  const asked = Object.entries(first).filter(([name, member]) =>
    [member, ...others.map((shape) => shape[name])].every((each) => each !== undefined && asksForValue(each)),
  );
  return new Map(asked);
}

function asksForValue(schema: z.core.$ZodType): boolean {
  return !(schema as z.ZodType).safeParse(undefined).success;
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'object' ? def.shape : undefined;
}

/** The forms of a schema, without its wrappers. */
function formsOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  const inner = bare(schema);
  const { def } = inner._zod;
  switch (def.type) {
    case 'union':
      return def.options.flatMap(formsOf);
    case 'intersection':
      return [...formsOf(def.left), ...formsOf(def.right)];
    case 'lazy':
      return formsOf(def.getter());
    default:
      return [inner];
  }
}

function innerOf(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return Object.hasOwn(def.shape, key) ? def.shape[String(key)] : undefined;
    case 'array':
      return def.element;
    case 'tuple':
      return def.items[Number(key)];
    case 'record':
      return def.valueType;
    default:
      return undefined;
  }
}
