/** The rows that criteria are asked of, and the only file here that knows the tables. */
import type { EventRow, RecordRow } from '../compile/node.ts';
import { literal } from '../leaf.ts';
import type { AssociationSpec } from '../subject.ts';
import { listMembership } from './lists.ts';

/** A row of `records` under an alias. `depth` keeps the aliases of what is nested in it apart. */
export function recordRow(alias: string, depth: number, params: unknown[]): RecordRow {
  const value = (property: string) => `(${alias}.properties->>${literal(property)})`;
  const events = (eventTypeId: string) =>
    `events e where e.account_id = ${alias}.account_id and e.object_type_id = ${alias}.object_type_id` +
    ` and e.record_id = ${alias}.id and e.event_type_id = ${literal(eventTypeId)}`;
  const changes =
    `changes c where c.account_id = ${alias}.account_id and c.object_type_id = ${alias}.object_type_id` +
    ` and c.record_id = ${alias}.id and c.kind in ('created', 'updated')`;
  const other = recordRowBelow(depth, params);
  const associated = (association: AssociationSpec) => associatedRows(alias, other.alias, association, value);
  return {
    value,
    everHad(property, condition) {
      const past = `(c.after->>${literal(property)})`;
      return `exists (select from ${changes} and ${past} <> '' and ${condition(past)})`;
    },
    updatedAt(property) {
      const text = `to_char(max(c.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
      return `(select ${text} from ${changes} and c.after ? ${literal(property)})`;
    },
    param: (given, type) => param(params, given, type),
    anyEvent: (eventTypeId, condition) =>
      `exists (select from ${events(eventTypeId)} and ${condition(eventRow(params))})`,
    overEvents: (eventTypeId, aggregate) =>
      `(select ${aggregate(eventRow(params))} from ${events(eventTypeId)})`,
    inList: (list) => listMembership(alias, list),
    anyAssociated: (association, condition) =>
      `exists (select from ${associated(association)} and ${condition(other.row())})`,
    countAssociated: (association, condition) =>
      `(select count(*) from ${associated(association)} and ${condition(other.row())})`,
  };
}

function recordRowBelow(depth: number, params: unknown[]) {
  const alias = `r${depth + 1}`;
  return { alias, row: () => recordRow(alias, depth + 1, params) };
}

function eventRow(params: unknown[]): EventRow {
  const none = () => {
    throw new Error('Events have no history.');
  };
  return {
    value: (property) => `nullif(e.properties->>${literal(property)}, '')`,
    occurredAt: 'e.occurred_at',
    param: (given, type) => param(params, given, type),
    everHad: none,
    updatedAt: none,
  };
}

function associatedRows(
  from: string,
  to: string,
  association: AssociationSpec,
  value: (property: string) => string,
): string {
  const there = `${to}.account_id = ${from}.account_id and ${to}.object_type_id = ${literal(association.objectTypeId)}`;
  if ('property' in association) {
    const id = value(association.property);
    const named = `(case when ${id} ~ '^[0-9]{1,18}$' then (${id})::bigint end)`;
    return `records ${to} where ${there} and ${to}.id = ${named} and ${to}.archived_at is null`;
  }
  const link = `a${to}`;
  return (
    `associations ${link} join records ${to} on ${there} and ${to}.id = ${link}.to_id and ${to}.archived_at is null` +
    ` where ${link}.account_id = ${from}.account_id and ${link}.from_object_type_id = ${from}.object_type_id` +
    ` and ${link}.from_id = ${from}.id and ${link}.to_object_type_id = ${literal(association.objectTypeId)}` +
    ` and ${link}.category = ${literal(association.category)} and ${link}.type_id = ${association.typeId}`
  );
}

function param(params: unknown[], value: unknown, type: string): string {
  params.push(value);
  return `$${params.length}::${type}`;
}
