import { type ObjectType, UNIQUE_VALUE_CHARACTERS_MAX } from '../../../crm/index.ts';
import { type Parsed, type Problem, quote } from '../../../problem/index.ts';
import type { PropertyDefinition } from '../../../property/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { HOLDERS_MAX, type Outcome, type RunContext } from '../../engine/index.ts';
import type { Reason } from '../../reasons/index.ts';
import { type CompileContext, internal, misconfigured, type SeekContext } from '../action-type.ts';
import { choice, flag, matchedProperty, objectType, said, withDefault } from '../fields.ts';
import { linksBetween } from '../parts/record-links.ts';
import { sayCreateAssociations } from './create-associations.say.ts';

const fields = {
  fromObjectType: said(objectType('Object type'), 'The type of the enrolled record.'),
  toObjectType: said(objectType('Other object type'), 'The type of the records to associate.'),
  matchBy: said(
    withDefault(choice('Match by', ['fromAndToObjects']), 'fromAndToObjects'),
    'How the records are found.',
  ),
  enrolledObjectPropertyNameToMatch: said(
    matchedProperty('Property of the enrolled record'),
    'Its value is looked for.',
    { of: ['fromObjectType'] },
  ),
  associatedObjectPropertyNameToMatch: said(
    matchedProperty('Property of the records to associate'),
    'The property in which it is looked for.',
    { of: ['toObjectType'] },
  ),
  createAssociationOnly: said(
    flag('Create associations only'),
    'Otherwise, associations with records that match no longer are taken away.',
  ),
};

export const createAssociations = internal({
  id: '0-63189541',
  say: sayCreateAssociations,
  versions: [6],
  name: 'Create associations',
  says:
    'Associates the enrolled record with every record of the other type whose property has the value that the enrolled record has in ' +
    'its own: `2-55/domain` and `0-2/domain`. Values are compared as they are stored, to the letter; records that are associated already ' +
    'stay so. No record is made where none matches, whatever `createAssociationOnly` says.',
  summary: 'Associates records whose properties have the same value.',
  icon: 'link',
  group: 'CRM',
  reasons: {
    NO_VALUE_TO_MATCH: 'The enrolled record has no value in the property.',
    NO_MATCH: 'No record of the other type has the value.',
    TOO_MANY_MATCHES: `More than ${HOLDERS_MAX} records have the value: none was associated.`,
  },
  fields,
  compile: (read, action: SingleConnectionAction, context) => {
    const plan = planOf(read, context);
    if ('problems' in plan) return misconfigured(plan.problems);
    return (run) => associate(run, plan, action, context);
  },
  seeks(read, context) {
    const plan = planOf(read, context);
    if ('problems' in plan) return [];
    const path = 'fields.associatedObjectPropertyNameToMatch';
    return [{ objectTypeId: plan.other.id, property: plan.theirs, path }];
  },
  examples: [
    {
      shows: 'The contact and the companies that have its domain.',
      action: exampleAction(),
      properties: { hs_email_domain: 'example.test' },
      known: [held(['201', '202']), linked('279', ['201']), linked('1', ['201'])],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: { objectTypeId: '0-2', matched: 2, associated: 1, recordIds: ['202'] },
      },
    },
    {
      shows: 'No company has the domain.',
      action: exampleAction(),
      properties: { hs_email_domain: 'example.test' },
      outcome: { outcome: 'SKIPPED', reason: 'NO_MATCH', next: '2', changes: [] },
    },
    {
      shows: 'The contact has no domain.',
      action: exampleAction(),
      outcome: { outcome: 'SKIPPED', reason: 'NO_VALUE_TO_MATCH', next: '2', changes: [] },
    },
    {
      shows: 'So many companies have the value that it is likely no match that is meant.',
      action: exampleAction(),
      properties: { hs_email_domain: 'example.test' },
      known: [held(Array.from({ length: HOLDERS_MAX + 1 }, (_, index) => String(1_000 + index)))],
      outcome: { outcome: 'FAILED', reason: 'TOO_MANY_MATCHES', next: '2', changes: [] },
    },
    {
      shows: 'A property that companies do not have.',
      action: exampleAction('0-2/no_such'),
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ],
});

interface Read {
  readonly fromObjectType: string;
  readonly toObjectType: string;
  readonly enrolledObjectPropertyNameToMatch: string;
  readonly associatedObjectPropertyNameToMatch: string;
}

interface MatchPlan {
  readonly own: PropertyDefinition;
  readonly other: ObjectType;
  readonly theirs: PropertyDefinition;
}

/** The enrolled record is of either type; the other one is what is looked for. */
function planOf(read: Read, context: SeekContext): MatchPlan | { readonly problems: readonly Problem[] } {
  const { schema, objectTypeId } = context;
  const from = schema.objectType(read.fromObjectType);
  if (!from) return unknownType('fields.fromObjectType', read.fromObjectType);
  const to = schema.objectType(read.toObjectType);
  if (!to) return unknownType('fields.toObjectType', read.toObjectType);
  if (from.id !== objectTypeId && to.id !== objectTypeId) {
    const path = 'fields.fromObjectType';
    const message = `${path}: neither ${quote(read.fromObjectType)} nor ${quote(read.toObjectType)} is the object type ${objectTypeId} that the flow enrolls.`;
    return { problems: [{ path, code: 'OBJECT_TYPE_DOES_NOT_FIT', message }] };
  }
  const other = from.id === objectTypeId ? to : from;
  if (!schema.defaultAssociationType(objectTypeId, other.id)) {
    const path = 'fields.toObjectType';
    const message = `${path}: the object types ${objectTypeId} and ${other.id} cannot be associated.`;
    return { problems: [{ path, code: 'UNKNOWN_ASSOCIATION_TYPE', message }] };
  }
  const enrolled = schema.objectType(objectTypeId)!;
  const own = propertyOf('enrolledObjectPropertyNameToMatch', read, enrolled, context);
  if (!own.ok) return own;
  const theirs = propertyOf('associatedObjectPropertyNameToMatch', read, other, context);
  return theirs.ok ? { own: own.value, other, theirs: theirs.value } : theirs;
}

/** `0-2/domain`, or the name alone. */
function propertyOf(
  member: 'enrolledObjectPropertyNameToMatch' | 'associatedObjectPropertyNameToMatch',
  read: Read,
  type: ObjectType,
  { schema }: SeekContext,
): Parsed<PropertyDefinition> {
  const path = `fields.${member}`;
  const text = read[member];
  const slash = text.indexOf('/');
  const typeName = slash < 0 ? type.id : text.slice(0, slash);
  const property =
    schema.objectType(typeName)?.id === type.id
      ? schema.properties(type.id).get(text.slice(slash + 1))
      : undefined;
  if (property) return { ok: true, value: property };
  const message = `${path} ${quote(text)} is not a property of the object type ${type.id}, such as "${type.id}/hs_object_id".`;
  return { ok: false, problems: [{ path, code: 'PROPERTY_DOESNT_EXIST', message }] };
}

function unknownType(path: string, id: string) {
  const message = `${path} ${quote(id)} is not an object type of this account.`;
  return { problems: [{ path, code: 'UNKNOWN_OBJECT_TYPE', message }] };
}

function associate(
  run: RunContext,
  { own, other, theirs }: MatchPlan,
  action: SingleConnectionAction,
  context: CompileContext,
): Outcome {
  const value = run.record.properties[own.name];
  if (value === undefined)
    return skipped('NO_VALUE_TO_MATCH', `The enrolled record has no value in ${quote(own.name)}.`);
  const found = holdersOf(run, other, theirs, value);
  if (found.kind !== 'found') return found;
  if (found.ids.length > HOLDERS_MAX) {
    const message = `More than ${HOLDERS_MAX} records of the object type ${other.id} have ${quote(value)} as their ${theirs.name}: none was associated.`;
    return { kind: 'failed', reason: 'TOO_MANY_MATCHES', message };
  }
  if (found.ids.length === 0)
    return skipped(
      'NO_MATCH',
      `No record of the object type ${other.id} has ${quote(value)} as its ${theirs.name}.`,
    );
  const type = context.schema.defaultAssociationType(run.record.objectTypeId, other.id)!;
  const links = found.ids.map((id) => ({ type, to: { objectTypeId: other.id, id } }));
  const drawn = linksBetween(run, links, context);
  if (drawn.kind !== 'writes') return drawn;
  const before = run.workspace.world.associated(run.record, type) ?? [];
  const recordIds = found.ids.filter((id) => !before.includes(id));
  return {
    kind: 'done',
    connection: action.connection,
    writes: drawn.writes,
    detail: {
      objectTypeId: other.id,
      matched: found.ids.length,
      associated: recordIds.length,
      recordIds: recordIds.slice(0, IDS_TOLD_MAX),
    },
  };
}

/** Records that the step tells of by their ids; the others are only counted. */
const IDS_TOLD_MAX = 100;

type Found =
  | { readonly kind: 'found'; readonly ids: readonly string[] }
  | Extract<Outcome, { kind: 'needs' }>;

/** The records with the value as they are stored, and as the batch has written them; never the enrolled one itself. */
function holdersOf(
  { workspace, record }: RunContext,
  { id: objectTypeId }: ObjectType,
  { name: property, hasUniqueValue }: PropertyDefinition,
  value: string,
): Found {
  const sought = { objectTypeId, property, value };
  const { world } = workspace;
  let stored: readonly string[];
  if (hasUniqueValue && value.length <= UNIQUE_VALUE_CHARACTERS_MAX) {
    const ask = { kind: 'uniqueValue', ...sought } as const;
    const holder = workspace.answer(ask);
    if (holder === undefined) return { kind: 'needs', asks: [ask] };
    stored = holder === null ? [] : [holder];
  } else {
    const ask = { kind: 'holders', ...sought } as const;
    const ids = workspace.answer(ask);
    if (ids === undefined) return { kind: 'needs', asks: [ask] };
    stored = ids;
  }
  const hasStill = (id: string) => {
    const image = world.record({ objectTypeId, id });
    return !image || (image.archivedAt === null && image.properties[property] === value);
  };
  const written = world
    .written(objectTypeId)
    .filter((image) => image.archivedAt === null && image.properties[property] === value);
  const ids = new Set([...stored.filter(hasStill), ...written.map(({ id }) => id)]);
  if (record.objectTypeId === objectTypeId) ids.delete(record.id);
  return { kind: 'found', ids: [...ids] };
}

function skipped(reason: Reason, message: string): Outcome {
  return { kind: 'skipped', reason, message };
}

function exampleAction(associatedObjectPropertyNameToMatch = '0-2/domain') {
  return {
    fields: {
      fromObjectType: '0-1',
      toObjectType: '0-2',
      matchBy: 'fromAndToObjects',
      enrolledObjectPropertyNameToMatch: '0-1/hs_email_domain',
      associatedObjectPropertyNameToMatch,
      createAssociationOnly: 'true',
    },
  };
}

function held(answer: readonly string[]) {
  const ask = { kind: 'holders', objectTypeId: '0-2', property: 'domain', value: 'example.test' } as const;
  return { ask, answer };
}

function linked(typeId: string, answer: readonly string[]) {
  const association = { category: 'HUBSPOT_DEFINED', typeId: Number(typeId) } as const;
  return {
    ask: { kind: 'associated', from: { objectTypeId: '0-1', id: '101' }, association },
    answer,
  } as const;
}
