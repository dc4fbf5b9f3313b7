import { sameAccountSql } from '../accounts/index.ts';

/** The changes of values, `c`, of the record under an alias; a condition may follow. */
export function changesSql(alias: string): string {
  return (
    `logged_changes c where ${sameAccountSql('c', alias)} and c.object_type_id = ${alias}.object_type_id` +
    ` and c.record_id = ${alias}.id and c.kind in ('created', 'updated')`
  );
}

/** The events, `e`, of a type (an SQL literal) of the record under an alias; a condition may follow. */
export function eventsSql(alias: string, eventTypeId: string): string {
  return (
    `events e where ${sameAccountSql('e', alias)} and e.object_type_id = ${alias}.object_type_id` +
    ` and e.record_id = ${alias}.id and e.event_type_id = ${eventTypeId}`
  );
}
