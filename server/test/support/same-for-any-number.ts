const NEW_ROWS =
  /^\s*(?:copy|insert into) "?([a-z_]+)"? \(([a-z_, ]+)\)\s+(?:from stdin$|select .* from unnest\([^()]*\) as row \([a-z_, ]+\)$)/s;

/** A statement by what it does: many new rows are copied, few inserted, in a statement either way. */
export function sameForAnyNumber(text: string): string {
  const [, table, columns] = NEW_ROWS.exec(text) ?? [];
  return table === undefined ? text : `new rows of ${table}: ${columns}`;
}
