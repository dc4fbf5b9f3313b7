import { type AssociationSpec, type EventRow, literal, type RecordRow } from '@millrace/core/criteria';
import { changesSql, eventsSql } from '../history/index.ts';
import { associatedSql, knownIdsSql, propertySql } from '../records/index.ts';
import { inListSql } from './memberships.ts';

/**
 * The row of a record under an alias, for criteria as SQL: its values and surroundings, in the SQL of the folders that own the
 * tables. Values are pushed onto `params`, whose first is the account, so that the condition may stand in a statement with parameters of its own.
 * The statement around it restricts the row's account, object type and `archived_at`.
 */
export function recordRow(alias: string, params: unknown[], depth = 0): RecordRow {
  const value = (property: string) => propertySql(alias, property);
  const other = `r${depth + 1}`;
  const associated = (association: AssociationSpec) => associatedSql(alias, other, association);
  const otherRow = () => recordRow(other, params, depth + 1);
  return {
    value,
    everHad(property, condition) {
      const past = `(c.after->>${literal(property)})`;
      return `exists (select from ${changesSql(alias)} and ${past} <> '' and ${condition(past)})`;
    },
    updatedAt(property) {
      const text = `to_char(max(c.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
      return `(select ${text} from ${changesSql(alias)} and c.after ? ${literal(property)})`;
    },
    param: (given, type) => param(params, given, type),
    anyEvent: (eventTypeId, condition) =>
      `exists (select from ${eventsSql(alias, literal(eventTypeId))} and ${condition(eventRow(params))})`,
    overEvents: (eventTypeId, aggregate) =>
      `(select ${aggregate(eventRow(params))} from ${eventsSql(alias, literal(eventTypeId))})`,
    inList: (list) => inListSql(list, alias, knownIdsSql(alias)),
    anyAssociated: (association, condition) =>
      `exists (select from ${associated(association)} and ${condition(otherRow())})`,
    countAssociated: (association, condition) =>
      `(select count(*) from ${associated(association)} and ${condition(otherRow())})`,
  };
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

function param(params: unknown[], value: unknown, type: string): string {
  params.push(value);
  return `$${params.length}::${type}`;
}
