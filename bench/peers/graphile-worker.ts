/**
 * graphile-worker: a job a step. A step's row and the job of the next step are written with one statement, so that the
 * next step is there if and only if this one is done; the job itself is completed after it (at least once).
 * Tuned as its documentation advises for throughput: a local queue, completion in batches.
 */
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { answerAs } from './answer.ts';
import { STEPS } from './peer.ts';
import { numbersTo, openWork, waitForWork } from './work-table.ts';

const CONNECTIONS = 10;
const CONCURRENCY = 24;
const LOCAL_QUEUE = 500;
const COMPLETE_DELAY_MS = 0;

const TAKE_STEP = `
  with taken as (insert into work values ($1, $2, 'done') on conflict do nothing)
  select case when $2 < ${STEPS} then graphile_worker.add_job('step', json_build_object('item', $1::int, 'step', $2::int + 1)) end`;

answerAs(async (address, items) => {
  const pool = await openWork(address, CONNECTIONS);
  const logger = new Logger(() => () => undefined);
  const utils = await makeWorkerUtils({ pgPool: pool, logger });
  await utils.migrate();
  let runner: Awaited<ReturnType<typeof run>> | undefined;
  return {
    async run() {
      await utils.addJobs(
        numbersTo(items).map((item) => ({ identifier: 'step', payload: { item, step: 1 } })),
      );
      runner = await run({
        pgPool: pool,
        logger,
        noHandleSignals: true,
        taskList: {
          step: async (payload, helpers) => {
            const { item, step } = payload as { item: number; step: number };
            await helpers.query(TAKE_STEP, [item, step]);
          },
        },
        preset: {
          worker: {
            concurrentJobs: CONCURRENCY,
            localQueue: { size: LOCAL_QUEUE },
            completeJobBatchDelay: COMPLETE_DELAY_MS,
          },
        },
      });
      await waitForWork(pool, items);
    },
    async close() {
      await runner?.stop();
      await utils.release();
      await pool.end();
    },
  };
});
