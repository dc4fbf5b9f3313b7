import { runDue } from '../../server/src/execution/index.ts';
import type { OnStatement } from '../../server/src/platform/index.ts';
import { openMillrace } from '../place/millrace.ts';
import type { Drain, SideOptions } from './sides.ts';

/** The engine: batches as the lanes of a worker run them. */
export async function drainEngine(options: SideOptions, onStatement: OnStatement): Promise<Drain> {
  const millrace = await openMillrace(options.address, onStatement);
  const { store, log } = millrace.services;
  const environment = { store, log, batchSize: options.batch };
  return {
    batch: async () => (await runDue(environment, millrace.accountId)).enrollments,
    close: () => millrace.close(),
  };
}
