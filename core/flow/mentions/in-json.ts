/** The mentions of values, tokens and filters in any JSON. */
import { filterBranchSchema } from '../../criteria/index.ts';
import { parseTolerantly, pathOf } from '../../problem/index.ts';
import { associationSpecSchema } from '../definition/index.ts';
import { mentionsInCriteria } from './in-criteria.ts';
import { mentionsInText } from './in-text.ts';
import { type Mention, reads, type Setting, writes } from './mention.ts';

export type Members = Readonly<Record<string, unknown>>;

/** The meaning of a member with a text (or several); `owner` is the object around it. */
export type Meaning = (text: string, path: string, owner: Members, setting: Setting) => Mention | undefined;
/** By the names of members. */
export type Meanings = Readonly<Record<string, Meaning | undefined>>;

export const readOfEnrolled: Meaning = (name, path, _, setting) => reads(setting.objectTypeId, name, path);

/** The members of value objects that name a property of the enrolled record. */
export const OF_VALUES: Meanings = { propertyName: readOfEnrolled, appendPropertyName: readOfEnrolled };

/** Walks any JSON: values, tokens in text, filters, and naming members. */
export function mentionsInJson(
  value: unknown,
  path: string,
  setting: Setting,
  meanings: Meanings = OF_VALUES,
): Mention[] {
  if (typeof value === 'string') return mentionsInText(value, path, setting);
  if (Array.isArray(value))
    return value.flatMap((item, index) => mentionsInJson(item, pathOf([index], path), setting, meanings));
  if (!isObject(value)) return [];
  if (typeof value['filterBranchType'] === 'string') return inFilters(value, path, setting);
  return Object.entries(value).flatMap(([member, inner]) =>
    inMember(value, [member, inner], path, setting, meanings),
  );
}

function inMember(
  owner: Members,
  [member, value]: readonly [string, unknown],
  at: string,
  setting: Setting,
  meanings: Meanings,
): Mention[] {
  const path = pathOf([member], at);
  const objectTypeId = owner['object_type_id'];
  // The properties of a new record are of its type, not of the enrolled record's.
  if (member === 'properties' && typeof objectTypeId === 'string' && Array.isArray(value))
    return value.flatMap((item, index) => inNewProperty(item, pathOf([index], path), objectTypeId, setting));
  const meaning = Object.hasOwn(meanings, member) ? meanings[member] : undefined;
  const named = meaning
    ? textsIn(value, path).flatMap(([text, place]) => meaning(text, place, owner, setting) ?? [])
    : [];
  const owners = member === 'value' ? ownersIn(owner, value, path) : [];
  return [...named, ...owners, ...mentionsInJson(value, path, setting, meanings)];
}

/** The property for the owner of a record. */
const OWNER = 'hubspot_owner_id';

/** The owner that a literal value gives the record; `owner_assignment` is a member of the type CUSTOM. */
function ownersIn(owner: Members, value: unknown, path: string): Mention[] {
  const isOwner =
    owner['property_name'] === OWNER || owner['targetProperty'] === OWNER || owner['type'] === 'CUSTOM';
  if (!isOwner) return [];
  const id = isObject(value) ? value['staticValue'] : undefined;
  if (typeof id !== 'string' || id === '' || id.includes('{{')) return [];
  return [{ kind: 'owner', id, path: `${path}.staticValue` }];
}

function inNewProperty(item: unknown, path: string, objectTypeId: string, setting: Setting): Mention[] {
  const name = isObject(item) ? item['targetProperty'] : undefined;
  const written = typeof name === 'string' ? [writes(objectTypeId, name, `${path}.targetProperty`)] : [];
  return [...written, ...mentionsInJson(item, path, setting)];
}

function inFilters(branch: Members, path: string, setting: Setting): Mention[] {
  const parsed = filterBranchSchema.safeParse(branch);
  return parsed.success ? mentionsInCriteria(parsed.data, path, setting.objectTypeId) : [];
}

/** Texts that are names and not tokens: one, or each of several. */
function textsIn(value: unknown, path: string): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, pathOf([index], path)));
  if (typeof value === 'number') return [[String(value), path]];
  return typeof value === 'string' && value !== '' && !value.includes('{{') ? [[value, path]] : [];
}

/** The bearer of the property: the enrolled record, or its associated records. */
export function typeBehind(association: unknown, setting: Setting): string | null {
  if (!isObject(association) || Object.keys(association).length === 0) return setting.objectTypeId;
  const spec = parseTolerantly(associationSpecSchema, association);
  return (spec.ok ? setting.targetOf(spec.value) : undefined) ?? null;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
