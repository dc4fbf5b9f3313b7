/**
 * DBOS: a workflow an item, of four steps, each checkpointed before the next begins. A step's row is written by the step
 * itself and its checkpoint after it (at least once). Workflows are started with a bounded number under way.
 */
import { DBOS } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import { answerAs } from './answer.ts';
import { STEPS } from './peer.ts';
import { numbersTo, openWork, waitForWork } from './work-table.ts';

const CONNECTIONS = 10;
const UNDER_WAY = 50;

answerAs(async (address, items) => {
  if (!('socketDir' in address)) throw new Error('The embedded PostgreSQL listens on a socket.');
  const { socketDir, database, user } = address;
  const pool = await openWork(address, CONNECTIONS);
  const systemDatabasePool = new pg.Pool({ host: socketDir, database, user, max: CONNECTIONS });
  const workflow = DBOS.registerWorkflow(
    async (item: number) => {
      for (const step of numbersTo(STEPS)) {
        await DBOS.runStep(
          async () => {
            await pool.query(`insert into work values ($1, $2, 'done') on conflict do nothing`, [item, step]);
          },
          { name: `step${step}` },
        );
      }
    },
    { name: 'work' },
  );
  DBOS.setConfig({
    name: 'millrace-bench',
    systemDatabaseUrl: `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(socketDir)}`,
    systemDatabasePool,
    logLevel: 'error',
  });
  await DBOS.launch();
  return {
    async run() {
      const rest = numbersTo(items);
      const lane = async () => {
        for (let item = rest.pop(); item !== undefined; item = rest.pop()) {
          const handle = await DBOS.startWorkflow(workflow)(item);
          await handle.getResult();
        }
      };
      await Promise.all(Array.from({ length: UNDER_WAY }, lane));
      await waitForWork(pool, items);
    },
    async close() {
      await DBOS.shutdown();
      await systemDatabasePool.end().catch(() => undefined);
      await pool.end();
    },
  };
});
