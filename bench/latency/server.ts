/** A server in a process of its own, with its lanes, as `npm start` runs them. */
import { runDue } from '../../server/src/execution/index.ts';
import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { answerParent } from '../place/child.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';
import type { Listening, ServerQuestion } from './server-question.ts';

/** Claims that are timed. */
const CLAIMS = 50;

let statements = 0;
let millrace: Millrace | undefined;

answerParent<ServerQuestion>(
  async (question) => {
    if (question === 'statements') return statements;
    if (question === 'claim') return emptyClaims(millrace!);
    return start(question.start);
  },
  async () => {
    await millrace?.services.worker.stop();
    await millrace?.close();
  },
);

async function start(address: DatabaseAddress): Promise<Listening> {
  millrace = await openMillrace(address, () => {
    statements++;
  });
  const { worker, wake, sql } = millrace.services;
  await wake.connect(sql);
  worker.start();
  return millrace.listen();
}

/** Milliseconds of each: a transaction that finds nothing due, from begin to commit. */
async function emptyClaims({ services, accountId }: Millrace): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < CLAIMS; index++) {
    const began = performance.now();
    await runDue(services, accountId);
    taken.push(performance.now() - began);
  }
  return taken;
}
