import { getIn, isObject, type Path, type Raw, type RawObject, setIn } from '@millrace/core/raw';
import type { Site } from './sites.ts';
import { isKind, type Kind, type Thing } from './thing.ts';

/** What stands in a file in place of an id: `{ "email": "Welcome 1" }`. */
export interface Reference {
  readonly kind: Kind;
  readonly name: string;
  readonly path: Path;
}

/** What looks like a reference and is none is wrapped, so that it is read as it was. */
const LITERAL = 'literal';

/** Members whose ids are numbers in the API; everywhere else they are texts. */
const NUMBERS = new Set(['suppressionListIds', 'associationTypeId']);

/** A body with names in place of ids; what has no name keeps its id. */
export function withNames(
  body: RawObject,
  sites: readonly Site[],
  nameOf: (thing: Thing) => string | undefined,
): RawObject {
  let named = wrapped(body) as RawObject;
  for (const { path, ...thing } of sites) {
    const name = nameOf(thing);
    if (name !== undefined) named = setIn(named, path, { [thing.kind]: name });
  }
  return named;
}

/** The references of a body from a file, in the order of the members. */
export function referencesIn(raw: Raw | undefined, at: Path = []): readonly Reference[] {
  if (Array.isArray(raw)) return raw.flatMap((item, index) => referencesIn(item, [...at, index]));
  if (!isObject(raw)) return [];
  const reference = readReference(raw);
  if (reference) return [{ ...reference, path: at }];
  if (isLiteral(raw)) return [];
  return Object.keys(raw).flatMap((key) => referencesIn(raw[key], [...at, key]));
}

/** The body with ids in place of names, as the API takes it; `idOf` knows every name, or there is nothing to be sent. */
export function withIds(body: RawObject, idOf: (reference: Reference) => string): RawObject {
  let resolved = body;
  for (const reference of referencesIn(body)) {
    const id = idOf(reference);
    const member = reference.path.findLast((key) => typeof key === 'string');
    resolved = setIn(resolved, reference.path, NUMBERS.has(String(member)) ? Number(id) : id);
  }
  return unwrapped(resolved) as RawObject;
}

/** The body as it is said: a name stands where its id would. */
export function toBeSaid(body: RawObject): RawObject {
  let said = body;
  for (const { name, path } of referencesIn(body)) said = setIn(said, path, name);
  return unwrapped(said) as RawObject;
}

function readReference(raw: RawObject): { readonly kind: Kind; readonly name: string } | undefined {
  const [member, ...others] = Object.keys(raw);
  if (member === undefined || others.length > 0 || !isKind(member)) return undefined;
  const name = raw[member];
  return typeof name === 'string' ? { kind: member, name } : undefined;
}

function isLiteral(raw: RawObject): boolean {
  return Object.keys(raw).length === 1 && LITERAL in raw;
}

/** Every object that would be read as a reference, or as a literal, in a literal. */
function wrapped(raw: Raw): Raw {
  if (Array.isArray(raw)) return same(raw, raw.map(wrapped));
  if (!isObject(raw)) return raw;
  if (readReference(raw) || isLiteral(raw)) return { [LITERAL]: raw };
  return eachMember(raw, wrapped);
}

function unwrapped(raw: Raw): Raw {
  if (Array.isArray(raw)) return same(raw, raw.map(unwrapped));
  if (!isObject(raw)) return raw;
  return isLiteral(raw) ? getIn(raw, [LITERAL])! : eachMember(raw, unwrapped);
}

function eachMember(raw: RawObject, change: (member: Raw) => Raw): RawObject {
  const entries = Object.entries(raw).map(([key, value]) => [key, change(value)] as const);
  return entries.every(([key, value]) => value === raw[key]) ? raw : Object.fromEntries(entries);
}

function same(before: readonly Raw[], after: readonly Raw[]): readonly Raw[] {
  return after.every((item, index) => item === before[index]) ? before : after;
}
