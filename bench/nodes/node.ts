/** A process that runs the lanes and serves nobody, as one with the role `worker` does. */
import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { answerParent } from '../place/child.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';

/** To open a database; then to begin, answered with the CPU seconds used so far, and to tell these again. */
export type NodeQuestion = { readonly open: DatabaseAddress } | 'begin' | 'used';

let millrace: Millrace | undefined;

answerParent<NodeQuestion>(
  async (question) => {
    if (typeof question === 'object') millrace = await openMillrace(question.open);
    else if (question === 'begin') await begin(millrace!);
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
  async () => {
    await millrace?.services.worker.stop();
    await millrace?.close();
  },
);

async function begin({ services: { wake, sql, worker } }: Millrace): Promise<void> {
  await wake.connect(sql);
  worker.start();
}
