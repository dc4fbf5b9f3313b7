/**
 * pg-boss: a queue a step, and batches. A batch's rows, the jobs of the next step and the completion of its own are
 * written in one transaction (`transactional`): exactly once, as Millrace does it.
 */
import { PgBoss } from 'pg-boss';
import { answerAs } from './answer.ts';
import { STEPS } from './peer.ts';
import { numbersTo, openWork, waitForWork } from './work-table.ts';

const CONNECTIONS = 10;
const BATCH = 500;
const POLL_SECONDS = 0.5;

interface Item {
  readonly item: number;
}

answerAs(async (address, items) => {
  if (!('socketDir' in address)) throw new Error('The embedded PostgreSQL listens on a socket.');
  const pool = await openWork(address, 2);
  const { socketDir, database, user } = address;
  const boss = new PgBoss({
    host: socketDir,
    database,
    user,
    max: CONNECTIONS,
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  const steps = numbersTo(STEPS);
  for (const step of steps) await boss.createQueue(`step${step}`);
  return {
    async run() {
      await insertInBatches(boss, 'step1', numbersTo(items));
      for (const step of steps) {
        const options = {
          batchSize: BATCH,
          pollingIntervalSeconds: POLL_SECONDS,
          burstWhenBatchFull: true,
          transactional: true,
        } as const;
        await boss.work<Item, void, typeof options>(`step${step}`, options, async (jobs, db) => {
          const taken = jobs.map((job) => job.data.item);
          await db.executeSql(`insert into work select item, $2, 'done' from unnest($1::int[]) as item`, [
            taken,
            step,
          ]);
          if (step < STEPS) await boss.insert(`step${step + 1}`, jobsOf(taken), { db });
        });
      }
      await waitForWork(pool, items);
    },
    async close() {
      await boss.stop({ graceful: false });
      await pool.end();
    },
  };
});

async function insertInBatches(boss: PgBoss, queue: string, items: readonly number[]): Promise<void> {
  for (let from = 0; from < items.length; from += 10 * BATCH)
    await boss.insert(queue, jobsOf(items.slice(from, from + 10 * BATCH)));
}

function jobsOf(items: readonly number[]): { data: Item }[] {
  return items.map((item) => ({ data: { item } }));
}
