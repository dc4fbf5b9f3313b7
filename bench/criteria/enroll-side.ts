/** Enrolls all contacts that match, in a process of its own, so that its memory is its own. */
import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { answerParent } from '../place/child.ts';
import { openMillrace } from '../place/millrace.ts';

export interface EnrollOrder {
  readonly address: DatabaseAddress;
  readonly flowId: string;
}

export interface EnrollResult {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly statements: number;
  readonly transactions: number;
  /** The job as the API shows it at its end, and at ten moments on the way. */
  readonly job: {
    readonly status: string;
    readonly total: number;
    readonly looked: number;
    readonly enrolled: number;
  };
  readonly progress: readonly number[];
}

answerParent(async ({ address, flowId }: EnrollOrder): Promise<EnrollResult> => {
  let statements = 0;
  const millrace = await openMillrace(address, () => {
    statements++;
  });
  const url = `/millrace/v1/flows/${flowId}`;
  const { worker } = millrace.services;
  const began = performance.now();
  const cpu = process.cpuUsage();
  const started = await millrace.call('POST', `${url}/enrollments`, { matching: true });
  statements = 0;
  let transactions = 0;
  let looked = 0;
  const progress: number[] = [];
  for (;;) {
    const done = await worker.run('sweeps', millrace.accountId);
    if (done === 0) break;
    looked += done;
    transactions++;
    if (looked * 10 >= started.total * (progress.length + 1))
      progress.push(
        (await millrace.call('GET', `${url}/enrollment-jobs/${started.id}`)).looked / started.total,
      );
  }
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const job = await millrace.call('GET', `${url}/enrollment-jobs/${started.id}`);
  await millrace.close();
  return { seconds, cpuSeconds: (user + system) / 1e6, statements, transactions, job, progress };
});
