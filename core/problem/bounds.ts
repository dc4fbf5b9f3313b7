import type * as z from 'zod';
import { bare } from './bare.ts';
import { pathOf } from './path.ts';
import type { Problem } from './problem.ts';

/** Items of an array whose schema says no other bound. */
export const ARRAY_ITEMS_MAX = 1_000;
/** Members of an object whose schema does not name them. */
export const OBJECT_MEMBERS_MAX = 5_000;

/**
 * What no schema has to say of itself, found before it reads anything: arrays and objects that are longer than it allows
 * (a schema reads every item first, tells what is wrong with each, and counts them then). What a schema does not read
 * (`unknown`) is for its reader to look into.
 */
export function unfit(schema: z.core.$ZodType, input: unknown): Problem[] {
  return looker(schema)(input, []);
}

type Path = readonly PropertyKey[];
/** Looks into a value for what is unfit. */
type Look = (value: unknown, path: Path) => Problem[];

const NOTHING: Problem[] = [];
/** What there is to look at in a schema. Made once, as schemas are never let go of. */
const lookers = new WeakMap<z.core.$ZodType, Look>();

function looker(schema: z.core.$ZodType): Look {
  const known = lookers.get(schema);
  if (known) return known;
  // A schema that contains itself finds this one, which asks again when it is called.
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

/** The bound that an array's schema says. */
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

/** A value says which of the kinds it is; one that is of none is refused for that. */
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

/** A value may have any of the forms: it is too long when it is so in all that are of its kind. */
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

/** What a value must be to be looked at by a form. */
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
