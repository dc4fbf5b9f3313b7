import { compileSql, filterBranchSchema } from '@millrace/core/criteria';
import { parseWith } from '@millrace/core/problem';
import { recordRow } from '../../server/src/loading/index.ts';
import { median } from '../gauge/median.ts';
import type { Millrace } from '../place/millrace.ts';
import { type Report, rounded } from '../report.ts';
import { contactContext } from './contacts.ts';
import { SEARCHES, type Search } from './searches.ts';

const RUNS = 5;

/** Finds all contacts that meet criteria of three filters, without and with the index that is suggested for them. */
export async function searchBySql(millrace: Millrace, contacts: number, report: Report): Promise<void> {
  const { sql } = millrace.services;
  for (const search of SEARCHES) {
    const without = await find(millrace, search);
    const began = performance.now();
    await sql.unsafe(`create index bench_suggested on records ${search.index}`);
    const buildMs = performance.now() - began;
    await sql.unsafe('analyze records');
    const [{ bytes }] =
      (await sql`select pg_relation_size('bench_suggested')::float8 as bytes`) as unknown as [
        { bytes: number },
      ];
    const indexed = await find(millrace, search);
    await sql.unsafe('drop index bench_suggested');
    const about = { search: search.name, contacts, found: indexed.found };
    report.figure('without_index', without.ms, 'ms', { ...about, runs: without.runs });
    report.figure('with_index', indexed.ms, 'ms', { ...about, runs: indexed.runs, used: indexed.usesIndex });
    report.figure('gain', without.ms / indexed.ms, 'without / with', about);
    report.figure('index_build', buildMs, 'ms', about);
    report.figure('index_size', bytes / 1_048_576, 'MB', about);
    report.say(
      `${(without.ms / indexed.ms).toFixed(1).padStart(7)} times as fast with the index${indexed.usesIndex ? '' : ' (which is not used)'}: ` +
        `${without.ms.toFixed(1)} ms without, ${indexed.ms.toFixed(1)} ms with; ${search.name} (${indexed.found} found)`,
    );
  }
}

async function find(millrace: Millrace, { criteria }: Search) {
  const { sql } = millrace.services;
  const { context, now } = await contactContext(millrace);
  const parsed = parseWith(filterBranchSchema, criteria);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const params: unknown[] = [millrace.accountId];
  const condition = compileSql(parsed.value, context, now, recordRow('r', params));
  const statement = `
    select count(*)::int as found from records r
    where r.account_id = $1::bigint and r.object_type_id = '0-1' and r.archived_at is null and (${condition})`;
  const runs: number[] = [];
  let found = 0;
  for (let run = -1; run < RUNS; run++) {
    const began = performance.now();
    const [row] = await sql.unsafe(statement, params as never[]);
    // The first fills the caches.
    if (run >= 0) runs.push(performance.now() - began);
    found = row!['found'] as number;
  }
  const plan = await sql.unsafe(`explain ${statement}`, params as never[]);
  const usesIndex = plan.some((row) => String(row['QUERY PLAN']).includes('bench_suggested'));
  return { ms: median(runs), runs: runs.map(rounded), found, usesIndex };
}
