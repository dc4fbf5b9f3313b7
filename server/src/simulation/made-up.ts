import {
  type AssociationType,
  CONTACT,
  checkSpec,
  link,
  newRecord,
  optOutProperty,
  type PropertyValues,
  withDerived,
} from '@millrace/core/crm';
import { type Problem, quote } from '@millrace/core/problem';
import { type RecordRef, recordKey, type WriteCause } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import { selectLists } from '../lists/index.ts';
import { type ApiError, invalid, refused } from '../platform/index.ts';
import { listSubscriptionTypes } from '../preferences/index.ts';
import { readNamed } from '../records/index.ts';
import { checkedValues } from './assumed.ts';
import type { SimulateBody } from './request.ts';
import type { SimulatedState } from './state.ts';

type MadeUp = NonNullable<SimulateBody['record']>;

/** Makes a record up, with what is around it; nothing of it is stored. 400 names what the account would not keep. */
export async function makeUp(
  unit: Unit,
  state: SimulatedState,
  objectTypeId: string,
  { properties, associations, lists, subscriptions }: MadeUp,
  at: EpochMillis,
): Promise<RecordRef> {
  const { schema } = unit;
  const cause: WriteCause = { at, source: { type: 'API', id: 'simulation' }, depth: 0 };
  const workspace = state.begin();
  const create = (typeId: string, values: PropertyValues): RecordRef => {
    const type = schema.objectType(typeId)!;
    const id = state.ids.next();
    const all = withDerived(schema, type, {}, values, at);
    workspace.world.create(newRecord(type, id, all, cause), cause);
    return { objectTypeId: type.id, id };
  };
  const own = checkedValues(schema, objectTypeId, properties, 'record', 'create');
  await requireSubscriptionTypes(unit, objectTypeId, subscriptions);
  const ref = create(objectTypeId, { ...own, ...subscriptionValues(subscriptions) });
  await requireLists(
    unit,
    objectTypeId,
    lists.map((id, index) => ({ path: `record.lists[${index}]`, id })),
  );
  const links = associations.map((each, index) => linkOf(unit, objectTypeId, each, index));
  await requireRecords(unit, links);
  for (const { to: end, type } of links) {
    const to = 'id' in end ? end : create(end.objectTypeId, end.values);
    link(workspace.world, schema, { from: ref, to, type }, cause);
  }
  state.commit(workspace);
  for (const list of lists) state.setMembership(ref, list, true, at);
  return ref;
}

interface WantedLink {
  readonly to: RecordRef | { readonly objectTypeId: string; readonly values: PropertyValues };
  readonly type: AssociationType;
  readonly path: string;
}

type Association = MadeUp['associations'][number];

function linkOf(unit: Unit, fromTypeId: string, association: Association, index: number): WantedLink {
  const path = `record.associations[${index}]`;
  const { objectTypeId, objectId, properties } = association;
  if (!unit.schema.objectType(objectTypeId)) {
    const message = `${path}.objectTypeId ${quote(objectTypeId)} is no object type of this account.`;
    throw refused(`${path}.objectTypeId`, 'UNKNOWN_OBJECT_TYPE', message);
  }
  const type = typeOfLink(unit, fromTypeId, association, path);
  if (objectId !== undefined) return { to: { objectTypeId, id: objectId }, type, path };
  const values = checkedValues(unit.schema, objectTypeId, properties ?? {}, path, 'create');
  return { to: { objectTypeId, values }, type, path };
}

/** The one that is asked for, or the usual one between the two object types. */
function typeOfLink(
  { schema }: Unit,
  fromTypeId: string,
  { objectTypeId, associationCategory, associationTypeId }: Association,
  path: string,
): AssociationType {
  if (associationTypeId === undefined) {
    const usual = schema.defaultAssociationType(fromTypeId, objectTypeId);
    if (usual) return usual;
    const message = `${path}: no association leads from ${fromTypeId} to ${objectTypeId}.`;
    throw refused(path, 'INVALID_ASSOCIATION_TYPE', message);
  }
  const [from, to] = [schema.objectType(fromTypeId)!, schema.objectType(objectTypeId)];
  const checked = checkSpec(schema, { associationCategory, associationTypeId }, from, to, path);
  if ('type' in checked) return checked.type;
  throw invalid([checked.problem]);
}

async function requireRecords({ tx, account }: Unit, links: readonly WantedLink[]): Promise<void> {
  const wanted = links.flatMap(({ to, path }) => ('id' in to ? [{ ref: to, path }] : []));
  const refs = wanted.map(({ ref }) => ref);
  const named = await readNamed(tx, account.id, refs);
  const problems = wanted.flatMap(({ ref, path }): Problem[] => {
    if (named.get(recordKey(ref))?.archivedAt === null) return [];
    const message = `${path}.objectId ${quote(ref.id)} is no record of the object type ${ref.objectTypeId}.`;
    return [{ path: `${path}.objectId`, code: 'RECORD_NOT_FOUND', message }];
  });
  if (problems.length > 0) throw invalid(problems);
}

/** Refuses lists that are not there, or not of such records; `path` is the member that names one. */
export async function requireLists(
  { tx, account }: Unit,
  objectTypeId: string,
  lists: readonly { readonly path: string; readonly id: string }[],
): Promise<void> {
  if (lists.length === 0) return;
  const ids = lists.map(({ id }) => id);
  const found = new Map((await selectLists(tx, account.id, ids)).map((list) => [list.id, list]));
  const problems = lists.flatMap(({ path, id }): Problem[] => {
    const list = found.get(id);
    if (list?.objectTypeId === objectTypeId) return [];
    return [
      list
        ? {
            path,
            code: 'OBJECT_TYPE_DOES_NOT_FIT',
            message: `${path}: the list ${id} is of records of the object type ${list.objectTypeId}.`,
          }
        : { path, code: 'UNKNOWN_LIST', message: `${path}: there is no list with the id ${quote(id)}.` },
    ];
  });
  if (problems.length > 0) throw invalid(problems);
}

async function requireSubscriptionTypes(
  { tx, account }: Unit,
  objectTypeId: string,
  subscriptions: MadeUp['subscriptions'],
): Promise<void> {
  if (subscriptions.length === 0) return;
  if (objectTypeId !== CONTACT) throw onlyContacts();
  const known = new Set((await listSubscriptionTypes(tx, account.id)).map(({ id }) => id));
  const problems = subscriptions.flatMap(({ subscriptionId }, index): Problem[] => {
    if (known.has(subscriptionId)) return [];
    const path = `record.subscriptions[${index}].subscriptionId`;
    const message = `${path}: there is no subscription type with the id ${quote(subscriptionId)}.`;
    return [{ path, code: 'UNKNOWN_SUBSCRIPTION_TYPE', message }];
  });
  if (problems.length > 0) throw invalid(problems);
}

function subscriptionValues(subscriptions: MadeUp['subscriptions']): PropertyValues {
  return Object.fromEntries(
    subscriptions.map(({ subscriptionId, status }) => [
      optOutProperty(subscriptionId),
      String(status === 'UNSUBSCRIBED'),
    ]),
  );
}

function onlyContacts(): ApiError {
  const message = 'record.subscriptions are of contacts; the flow is over other records.';
  return refused('record.subscriptions', 'NOT_A_CONTACT', message);
}
