import { mentionsOf, parseFlowForCreate } from '@millrace/core/flow';
import { getIn, isObject, type Path, type Raw, type RawObject, textAt } from '@millrace/core/raw';
import type { Kind, Thing } from './thing.ts';

/** A place in the body of a flow where the id of a thing stands. */
export interface Site extends Thing {
  readonly path: Path;
}

/** A body that the API would refuse; `problems` say why, each with its member. */
export class UnreadableFlow extends Error {
  override readonly name = 'UnreadableFlow';
}

/**
 * Every place where the id of a thing stands that another server gives another id: in the order of the members. Fails with an
 * UnreadableFlow for what is no flow.
 */
export function sitesOf(body: RawObject): readonly Site[] {
  const parsed = parseFlowForCreate(JSON.parse(JSON.stringify(body)));
  if (!parsed.ok) throw new UnreadableFlow(parsed.problems.map(({ message }) => message).join('\n'));
  const mentioned = mentionsOf(parsed.value).flatMap((mention) => {
    if (mention.kind === 'property' || mention.kind === 'secret') return [];
    return placesOf(body, keysOf(mention.path), mention.id).map(
      (path): Site => ({ kind: mention.kind as Kind, id: mention.id, path }),
    );
  });
  const sites = new Map<string, Site>();
  for (const site of [...mentioned, ...typesIn(body), ...heldIn(body)])
    sites.set(JSON.stringify(site.path), site);
  return [...sites.values()];
}

/** `actions[2].fields.content_id` as keys. */
export function keysOf(path: string): Path {
  return path
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** The leaves at or below a place that are the id. */
function placesOf(body: RawObject, at: Path, id: string): readonly Path[] {
  return leavesIn(getIn(body, at), at).flatMap(({ path, text }) => (text === id ? [path] : []));
}

interface Leaf {
  readonly path: Path;
  readonly text: string;
}

function leavesIn(raw: Raw | undefined, at: Path): readonly Leaf[] {
  if (Array.isArray(raw)) return raw.flatMap((item, index) => leavesIn(item, [...at, index]));
  if (isObject(raw)) return Object.keys(raw).flatMap((key) => leavesIn(raw[key], [...at, key]));
  const text = textAt(raw);
  return text === '' ? [] : [{ path: at, text }];
}

/** Types of records that an account has made itself, and associations with labels of its own. */
function typesIn(body: RawObject): readonly Site[] {
  return leavesIn(body, []).flatMap(({ path, text }): readonly Site[] => {
    const member = path.findLast((key) => typeof key === 'string');
    if (/^2-\d+$/.test(text)) return [{ kind: 'objectType', id: text, path }];
    const owner = getIn(body, path.slice(0, -1));
    const isOwn = member === 'associationTypeId' && textAt(owner, 'associationCategory') === 'USER_DEFINED';
    return isOwn ? [{ kind: 'association', id: text, path }] : [];
  });
}

/** The properties that hold a pipeline, a stage of one, or an owner. */
const HOLDERS: ReadonlyMap<string, Kind> = new Map([
  ['pipeline', 'pipeline'],
  ['hs_pipeline', 'pipeline'],
  ['dealstage', 'stage'],
  ['hs_pipeline_stage', 'stage'],
  ['hubspot_owner_id', 'owner'],
]);
/** The members that name the property that the value beside them is of. */
const NAMES_PROPERTY = ['property', 'property_name', 'targetProperty'] as const;
/** The members that hold such values, or the object that does. */
const HOLDS_VALUES = ['operation', 'value', 'values'] as const;

/** Pipelines, stages and owners: in filters on the properties that hold them, and where those are set. */
function heldIn(raw: Raw | undefined, at: Path = []): readonly Site[] {
  if (Array.isArray(raw)) return raw.flatMap((item, index) => heldIn(item, [...at, index]));
  if (!isObject(raw)) return [];
  const property = NAMES_PROPERTY.map((name) => textAt(raw, name)).find((text) => text !== '') ?? '';
  const kind = HOLDERS.get(property);
  if (kind === undefined) return Object.keys(raw).flatMap((key) => heldIn(raw[key], [...at, key]));
  return HOLDS_VALUES.flatMap((member) => valuesIn(raw[member], [...at, member]))
    .filter(({ text }) => kind !== 'owner' || /^\d+$/.test(text))
    .map(({ path, text }) => ({ kind, id: text, path }));
}

/** The values that are compared with, or set. */
const VALUE_MEMBERS = new Set(['value', 'values', 'staticValue']);

function valuesIn(raw: Raw | undefined, at: Path): readonly Leaf[] {
  return leavesIn(raw, at).filter(({ path }) => {
    const member = path.findLast((key) => typeof key === 'string');
    return VALUE_MEMBERS.has(String(member));
  });
}
