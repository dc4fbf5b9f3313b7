import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import { type EventType, fullyQualifiedName } from './event-type.ts';

/** Event types in use, by name; an account has a few hundred at most. */
export async function listEventTypes(db: Db, account: AccountId): Promise<EventType[]> {
  const rows = await db`
    select ${columns(db)} from event_types where account_id = ${account} and archived_at is null order by name`;
  return rows as unknown as EventType[];
}

/** The names of event types, by id: also of types taken out of use, since records have events of them. */
export async function eventTypeNames(db: Db, account: AccountId): Promise<ReadonlyMap<string, string>> {
  const rows = await db`select id, name from event_types where account_id = ${account}`;
  return new Map(
    rows.map((row) => [row['id'] as string, fullyQualifiedName(account, row['name'] as string)] as const),
  );
}

/** Event types by what requests call them: name, fully qualified name, or id. One statement, an answer for each. */
export async function findEventTypes(
  db: Db,
  account: AccountId,
  wanted: readonly string[],
): Promise<(EventType | undefined)[]> {
  const prefix = fullyQualifiedName(account, '');
  const names = wanted.map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name));
  const rows = (await db`
    select ${columns(db)} from event_types
    where account_id = ${account} and archived_at is null and (name = any(${names}) or id = any(${names}))`) as unknown as EventType[];
  return names.map((name) => rows.find((type) => type.name === name || type.id === name));
}

/** Reads an event type for a change, locked until the end of the transaction. */
export async function lockEventType(unit: Unit, wanted: string): Promise<EventType | undefined> {
  const [found] = await findEventTypes(unit.tx, unit.account.id, [wanted]);
  if (!found) return undefined;
  const [row] = await unit.tx`
    select ${columns(unit.tx)} from event_types
    where account_id = ${unit.account.id} and id = ${found.id} and archived_at is null for no key update`;
  return row as unknown as EventType | undefined;
}

/** Stores a new event type under an id of its own; undefined when another has its name. */
export async function insertEventType(
  unit: Unit,
  type: Omit<EventType, 'id' | 'createdAt' | 'updatedAt'>,
): Promise<EventType | undefined> {
  const { tx, account } = unit;
  const [row] = await tx`
    insert into event_types (account_id, id, name, label, description, primary_object_type_id, properties, matching,
                             header_template, detail_template, created_at, updated_at)
    values (${account.id}, '6-' || nextval('event_type_ids'), ${type.name}, ${type.label}, ${type.description},
      ${type.primaryObjectTypeId}, ${JSON.stringify(type.properties)}::text::jsonb,
      ${type.matching && JSON.stringify(type.matching)}::text::jsonb, ${type.headerTemplate}, ${type.detailTemplate},
      ${account.now}, ${account.now})
    on conflict do nothing
    returning ${columns(tx)}`;
  return row as unknown as EventType | undefined;
}

/** Writes back an event type whose row is locked. */
export async function updateEventType(
  unit: Unit,
  type: EventType,
  archivedAt: EpochMillis | null,
): Promise<void> {
  await unit.tx`
    update event_types set label = ${type.label}, description = ${type.description},
      properties = ${JSON.stringify(type.properties)}::text::jsonb, header_template = ${type.headerTemplate},
      detail_template = ${type.detailTemplate}, updated_at = ${unit.account.now}, archived_at = ${archivedAt}
    where account_id = ${unit.account.id} and id = ${type.id}`;
}

function columns(db: Db) {
  return db`
    id, name, label, description, primary_object_type_id as "primaryObjectTypeId", properties, matching,
    header_template as "headerTemplate", detail_template as "detailTemplate", created_at as "createdAt",
    updated_at as "updatedAt"`;
}
