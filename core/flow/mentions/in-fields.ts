/** The mentions of an action's `fields`. */
import { type ActionType, actionTypeOf, runsHere } from '../actions/index.ts';
import type { FieldKind } from '../catalogue/index.ts';
import { type SingleConnectionAction, typeFound } from '../definition/index.ts';
import { referencesIn } from '../values/index.ts';
import {
  type Meaning,
  type Meanings,
  type Members,
  mentionsInJson,
  OF_VALUES,
  readOfEnrolled,
  typeBehind,
} from './in-json.ts';
import { type Mention, reads, type Setting, writes } from './mention.ts';

const email: Meaning = (id, path) => ({ kind: 'email', id, path });
const list: Meaning = (id, path, _, { objectTypeId }) => ({ kind: 'list', id, path, objectTypeId });
const flow: Meaning = (id, path) => ({ kind: 'flow', id, path });
const user: Meaning = (id, path) => ({ kind: 'user', id, path });
const team: Meaning = (id, path) => ({ kind: 'team', id, path });
const property: Meaning = (name, path, owner, setting) => writes(bearerOf(owner, setting), name, path);
/** `2-55/domain`. */
const typed: Meaning = (text, path) => {
  const [objectTypeId, name] = text.split('/');
  return name === undefined ? undefined : reads(objectTypeId!, name, path);
};

/** The mentions of a field, by its kind. */
const OF_KINDS: Readonly<Partial<Record<FieldKind, Meaning>>> = {
  email,
  flow,
  list,
  matchedProperty: typed,
  ownerProperties: readOfEnrolled,
  property,
  propertyOfOther: (name, path, owner, setting) =>
    reads('target_object' in owner ? null : setting.objectTypeId, name, path),
  teams: team,
  users: user,
};

/** The naming members of types that do not run here: a name means the same in every type. */
const OF_OTHERS: Meanings = {
  owner_properties: readOfEnrolled,
  contactOwnerProperty: readOfEnrolled,
  source_property: (name, path) => reads(null, name, path),
  property_name: property,
  target_property: (name, path, owner, setting) =>
    writes('target_object' in owner ? null : setting.objectTypeId, name, path),
  enrolledObjectPropertyNameToMatch: typed,
  associatedObjectPropertyNameToMatch: typed,
  content_id: email,
  email_content_id: email,
  listId: list,
  list_id: list,
  user_ids: user,
  team_ids: team,
  flow_id: flow,
  workflow_id: flow,
  ...OF_VALUES,
};

export function mentionsInFields(action: SingleConnectionAction, path: string, setting: Setting): Mention[] {
  return mentionsInJson(action.fields, path, setting, meaningsOf(actionTypeOf(action)));
}

const OF_TYPES = new WeakMap<ActionType, Meanings>();

function meaningsOf(type: ActionType): Meanings {
  if (!runsHere(type)) return OF_OTHERS;
  const known = OF_TYPES.get(type);
  if (known) return known;
  const ofFields = Object.entries(type.fields).map(([name, { kind }]) => [name, OF_KINDS[kind]] as const);
  const meanings = { ...Object.fromEntries(ofFields), ...OF_VALUES };
  OF_TYPES.set(type, meanings);
  return meanings;
}

/** The type of the record that a property is set on: of the one that a data source picks, too. */
function bearerOf(owner: Members, setting: Setting): string | null {
  const { association, targetObject } = owner;
  if (typeof targetObject !== 'string') return typeBehind(association, setting);
  const [root, name = ''] = referencesIn(targetObject)[0] ?? [];
  const source = root === 'fetched_objects' ? setting.dataSources.get(name) : undefined;
  return source ? typeFound(source, setting.objectTypeId) : typeBehind(association, setting);
}
