import type { Tx } from '../../server/src/platform/index.ts';
import { copyIn } from '../place/copy.ts';
import type { ChangeRow } from './rows.ts';

/** Ways to write many rows of a log with one statement, from the objects that the engine has in memory. */
export const ALTERNATIVES: Readonly<
  Record<string, (tx: Tx, rows: readonly ChangeRow[]) => Promise<unknown>>
> = {
  unnest: unnest,
  jsonb_to_recordset: (tx, rows) => recordset(tx, rows, 'jsonb'),
  json_to_recordset: (tx, rows) => recordset(tx, rows, 'json'),
  copy: copy,
};

/** An array a column; jsonb travels as text, since the driver would quote it twice. */
function unnest(tx: Tx, rows: readonly ChangeRow[]) {
  return tx`
    insert into bench_changes (account_id, id, object_type_id, record_id, kind, before, after, at, source, depth)
    select 1, id, object_type_id, record_id, kind, before::jsonb, after::jsonb, at, source::jsonb, depth
    from unnest(
      ${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.objectTypeId)}::text[],
      ${rows.map((row) => row.recordId)}::bigint[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => json(row.before))}::text[], ${rows.map((row) => json(row.after))}::text[],
      ${rows.map((row) => row.at)}::timestamptz[], ${rows.map((row) => json(row.source))}::text[],
      ${rows.map((row) => row.depth)}::smallint[]
    ) as row (id, object_type_id, record_id, kind, before, after, at, source, depth)`;
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** One document for all rows. */
function recordset(tx: Tx, rows: readonly ChangeRow[], type: 'json' | 'jsonb') {
  const document = rows.map(({ id, objectTypeId, recordId, kind, before, after, at, source, depth }) => ({
    id,
    object_type_id: objectTypeId,
    record_id: recordId,
    kind,
    before,
    after,
    at: new Date(at),
    source,
    depth,
  }));
  return tx`
     insert into bench_changes (account_id, id, object_type_id, record_id, kind, before, after, at, source, depth)
     select 1, id, object_type_id, record_id, kind, before, after, at, source, depth
     from ${tx.unsafe(type)}_to_recordset(${JSON.stringify(document)}::text::${tx.unsafe(type)})
       as row (id bigint, object_type_id text, record_id bigint, kind text, before jsonb, after jsonb, at timestamptz,
               source jsonb, depth smallint)`;
}

function copy(tx: Tx, rows: readonly ChangeRow[]) {
  const lines = rows.map(
    (row) =>
      `1\t${row.id}\t${row.objectTypeId}\t${row.recordId}\t${row.kind}\t${field(row.before)}\t${field(row.after)}\t` +
      `${new Date(row.at).toISOString()}\t${field(row.source)}\t${row.depth}\n`,
  );
  const columns = 'account_id, id, object_type_id, record_id, kind, before, after, at, source, depth';
  return copyIn(tx, `copy bench_changes (${columns}) from stdin`, Buffer.from(lines.join('')));
}

/** JSON has no raw tabs or line ends, so that only its backslashes need doubling. */
function field(value: object | null): string {
  return value === null ? '\\N' : JSON.stringify(value).replaceAll('\\', '\\\\');
}
