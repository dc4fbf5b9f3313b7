import type * as z from 'zod';
import { bare } from './bare.ts';
import { pathOf } from './path.ts';
import type { Problem } from './problem.ts';

/** Items of an array whose schema says no other bound. */
export const ARRAY_ITEMS_MAX = 1_000;
/** Members of an object whose schema does not name them. */
export const OBJECT_MEMBERS_MAX = 5_000;

/**
 * Checks lengths before any schema reads: arrays and objects longer than allowed (a schema would first read every item,
 * report each problem, and only then count). Members that no schema reads (`unknown`) are left to their reader.
 */
export function unfit(schema: z.core.$ZodType, input: unknown): Problem[] {
  return looker(schema)(input, []);
}

type Path = readonly PropertyKey[];
/** Finds the oversized parts of a value. */
type Look = (value: unknown, path: Path) => Problem[];

const NOTHING: Problem[] = [];
/** The checks of a schema. Made once, since schemas live for ever. */
const lookers = new WeakMap<z.core.$ZodType, Look>();

function looker(schema: z.core.$ZodType): Look {
  const known = lookers.get(schema);
  if (known) return known;
  // A schema that contains itself finds this one, which looks it up when called.
  lookers.set(schema, (value, path) => looker(schema)(value, path));
  const made = make(schema);
  lookers.set(schema, made);
  return made;
}

const seesNothing: Look = () => NOTHING;

function make(schema: z.core.$ZodType): Look {
  const inner = bare(schema);
  if (inner !== schema) return looker(inner);
  const { def } = inner._zod;
  switch (def.type) {
    case 'object':
      return inObject(def);
    case 'array':
      return inArray(schema, looker(def.element));
    case 'record':
      return inRecord(looker(def.valueType));
    case 'tuple': {
      const looks = def.items.map(looker);
      return (value, path) =>
        Array.isArray(value) ? looks.flatMap((look, index) => look(value[index], [...path, index])) : NOTHING;
    }
    case 'union':
      return 'discriminator' in def ? inKinds(def as z.core.$ZodDiscriminatedUnionDef) : inUnion(def.options);
    case 'intersection': {
      const [left, right] = [looker(def.left), looker(def.right)];
      return (value, path) => [...left(value, path), ...right(value, path)];
    }
    case 'lazy': {
      const { getter } = def;
      return (value, path) => looker(getter())(value, path);
    }
    default:
      return seesNothing;
  }
}

function inObject({ shape, catchall }: z.core.$ZodObjectDef): Look {
  const members = Object.entries(shape)
    .map(([name, member]) => [name, looker(member)] as const)
    .filter(([, look]) => look !== seesNothing);
  // Strict schemas name every member that they do not know, loose ones keep it.
  const counts = catchall !== undefined;
  return (value, path) => {
    if (typeof value !== 'object' || value === null) return NOTHING;
    if (counts) {
      const tooMany = membersOver(value, path);
      if (tooMany) return [tooMany];
    }
    return members.flatMap(([name, look]) =>
      look((value as Readonly<Record<string, unknown>>)[name], [...path, name]),
    );
  };
}

function inArray(schema: z.core.$ZodType, look: Look): Look {
  const most = longest(schema) ?? ARRAY_ITEMS_MAX;
  return (value, path) => {
    if (!Array.isArray(value)) return NOTHING;
    if (value.length > most) return [tooLong(path, `have at most ${most} items`, value.length)];
    if (look === seesNothing) return NOTHING;
    return value.flatMap((item, index) => look(item, [...path, index]));
  };
}

/** The bound of an array's schema. */
function longest(schema: z.core.$ZodType): number | undefined {
  const bounds = (schema._zod.def.checks ?? []).flatMap((check) => {
    const def = check._zod.def as z.core.$ZodCheckMaxLengthDef | z.core.$ZodCheckLengthEqualsDef;
    if (def.check === 'max_length') return [def.maximum];
    return def.check === 'length_equals' ? [def.length] : [];
  });
  return bounds.length > 0 ? Math.min(...bounds) : undefined;
}

function inRecord(look: Look): Look {
  return (value, path) => {
    if (typeof value !== 'object' || value === null) return NOTHING;
    const tooMany = membersOver(value, path);
    if (tooMany) return [tooMany];
    if (look === seesNothing) return NOTHING;
    return Object.entries(value).flatMap(([name, member]) => look(member, [...path, name]));
  };
}

/** A value names its kind; a value of no kind is refused for that. */
function inKinds({ discriminator, options }: z.core.$ZodDiscriminatedUnionDef): Look {
  const byName = new Map<unknown, Look>();
  for (const option of options) {
    const look = looker(option);
    for (const name of option._zod.propValues?.[discriminator] ?? []) byName.set(name, look);
  }
  return (value, path) => {
    if (typeof value !== 'object' || value === null) return NOTHING;
    const look = byName.get((value as Readonly<Record<string, unknown>>)[discriminator]);
    return look ? look(value, path) : NOTHING;
  };
}

/** A value may have any of the forms: it is too long when all forms of its kind say so. */
function inUnion(options: readonly z.core.$ZodType[]): Look {
  const looks = options.map((option) => ({ kind: kindOf(option), look: looker(option) }));
  if (looks.every(({ look }) => look === seesNothing)) return seesNothing;
  return (value, path) => {
    if (value === null || typeof value !== 'object') return NOTHING;
    const kind = Array.isArray(value) ? 'array' : 'object';
    const found = looks.flatMap((form) =>
      form.kind === kind || form.kind === 'any' ? [form.look(value, path)] : [],
    );
    return found.find((problems) => problems.length === 0) ?? found[0] ?? NOTHING;
  };
}

/** The kind of value that a form checks. */
function kindOf(schema: z.core.$ZodType): 'array' | 'object' | 'any' | 'none' {
  switch (bare(schema)._zod.def.type) {
    case 'array':
    case 'tuple':
      return 'array';
    case 'object':
    case 'record':
      return 'object';
    case 'any':
    case 'unknown':
    case 'union':
    case 'intersection':
    case 'lazy':
      return 'any';
    default:
      return 'none';
  }
}

function membersOver(value: object, path: Path): Problem | undefined {
  const count = Array.isArray(value) ? 0 : Object.keys(value).length;
  if (count <= OBJECT_MEMBERS_MAX) return undefined;
  return tooLong(path, `have at most ${OBJECT_MEMBERS_MAX} members`, count);
}

function tooLong(at: Path, must: string, length: number): Problem {
  const path = pathOf(at);
  return {
    path,
    code: 'OUT_OF_RANGE',
    message: `${path === '' ? 'The input' : path} must ${must}, not ${length}.`,
  };
}
