import type { Bench } from '../bench.ts';
import { median } from '../gauge/median.ts';
import { cpuSecondsOfTree } from '../gauge/processes.ts';
import { numberOptions } from '../options.ts';
import { openMillrace } from '../place/millrace.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { ALTERNATIVES } from './alternatives.ts';
import { changesOf } from './rows.ts';

const DEFAULTS = { batch: 1_000, batches: 40, rounds: 3 };

const TABLE = `
  create table bench_changes (
    account_id bigint, id bigint, object_type_id text, record_id bigint, kind text, before jsonb, after jsonb, at timestamptz, source jsonb,
    depth smallint, primary key (account_id, object_type_id, record_id, id, at)
  )`;

/** Ways to write the rows of a batch, beside each other: CPU time a row, of Node and of PostgreSQL. */
export const flush: Bench = {
  name: 'flush',
  summary: `unnest, jsonb_to_recordset, COPY for the rows of a batch (--batch ${DEFAULTS.batch} --batches ${DEFAULTS.batches} --rounds ${DEFAULTS.rounds})`,
  run: (args) => {
    const options = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const millrace = await openMillrace(await server.create('flush'));
      const { sql, store } = millrace.services;
      try {
        await sql.unsafe(TABLE);
        const now = await store.write(millrace.accountId, async (unit) => unit.account.now).then(Number);
        const taken = new Map(Object.keys(ALTERNATIVES).map((name) => [name, [] as number[][]]));
        let id = 1;
        for (let round = 0; round < options.rounds; round++) {
          for (const [name, write] of Object.entries(ALTERNATIVES)) {
            await sql.unsafe('truncate bench_changes');
            await sql.unsafe('checkpoint');
            const batches = Array.from({ length: options.batches }, () => {
              const rows = changesOf(id, options.batch, now);
              id += rows.length;
              return rows;
            });
            const database = await cpuSecondsOfTree(server.pid);
            const cpu = process.cpuUsage();
            const began = performance.now();
            for (const rows of batches) await sql.begin((tx) => write(tx, rows));
            const seconds = (performance.now() - began) / 1_000;
            const { user, system } = process.cpuUsage(cpu);
            const rows = batches.length * batches[0]!.length;
            const used = [seconds, (user + system) / 1e6, (await cpuSecondsOfTree(server.pid)) - database];
            taken.get(name)!.push(used.map((value) => (value / rows) * 1e6));
          }
        }
        const report = new Report('flush');
        for (const [name, runs] of taken) {
          const [elapsed, node, database] = [0, 1, 2].map((index) => median(runs.map((run) => run[index]!)));
          report.figure('elapsed', elapsed!, 'µs/row', { alternative: name });
          report.figure('node_cpu', node!, 'µs/row', { alternative: name });
          report.figure('database_cpu', database!, 'µs/row', { alternative: name });
          report.say(
            `${name.padEnd(20)} ${elapsed!.toFixed(1)} µs a row; CPU ${node!.toFixed(1)} Node + ${database!.toFixed(1)} PostgreSQL`,
          );
        }
      } finally {
        await millrace.close();
      }
    });
  },
};
