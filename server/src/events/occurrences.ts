import type { Unit } from '../history/index.ts';
import type { RecordKeeper } from '../records/index.ts';

/** Keeps the marks of occurrences; answers those that had not come in before. In one order, so that two wait one way. */
export async function takeMarks(unit: Unit, marks: readonly string[]): Promise<ReadonlySet<string>> {
  if (marks.length === 0) return new Set();
  const rows = await unit.tx`
    insert into event_marks (account_id, mark, at)
    select ${unit.account.id}::bigint, mark, ${unit.account.now}::timestamptz
    from (select distinct unnest(${[...marks]}::text[]) as mark order by 1) as marks
    on conflict do nothing
    returning mark`;
  return new Set(rows.map((row) => row['mark'] as string));
}

/** The contacts whose browsers these cookies are in, in one statement. */
export async function findVisitors(
  unit: Unit,
  utks: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (utks.length === 0) return new Map();
  const rows = await unit.tx`
    select visitor.* from unnest(${[...utks]}::text[]) as cookie (utk) cross join lateral (
      select utk, record_id from visitors where account_id = ${unit.account.id} and utk = cookie.utk offset 0
    ) as visitor`;
  return new Map(rows.map((row) => [row['utk'] as string, row['record_id'] as string]));
}

/** Notes whose browsers cookies are in; the latest word counts. */
export async function keepVisitors(unit: Unit, visitors: ReadonlyMap<string, string>): Promise<void> {
  if (visitors.size === 0) return;
  await unit.tx`
    insert into visitors (account_id, utk, record_id, seen_at)
    select ${unit.account.id}::bigint, utk, record_id, ${unit.account.now}::timestamptz
    from unnest(${[...visitors.keys()]}::text[], ${[...visitors.values()]}::bigint[]) as visitor (utk, record_id)
    order by utk
    on conflict (account_id, utk) do update set record_id = excluded.record_id, seen_at = excluded.seen_at`;
}

/** Whose browsers cookies are in, when records are erased or merged. */
export const visitorKeeper: RecordKeeper = {
  async erase({ tx, account }, { id }) {
    await tx`delete from visitors where account_id = ${account.id} and record_id = ${id} and record_id > 0`;
  },

  async merge({ tx, account }, from, to) {
    await tx`update visitors set record_id = ${to.id} where account_id = ${account.id} and record_id = ${from.id} and record_id > 0`;
  },
};
