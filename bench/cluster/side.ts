/** One side of the comparison in a process of its own, so that its CPU time is its own and nothing of the other is in its memory. */
import { answerParent } from '../place/child.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';
import { settleDatabase } from '../place/settle-database.ts';
import type { Pieces, SideQuestion } from './side-question.ts';
import { makeFlow, type Place, WORKS } from './works.ts';

let millrace: Millrace | undefined;
let place: Place | undefined;

answerParent<SideQuestion>(
  async (question) => {
    if ('open' in question) {
      millrace = await openMillrace(question.open);
      return undefined;
    }
    if (!millrace) throw new Error('It must be opened first.');
    if ('begin' in question) return begin(millrace, question.begin, question.contacts);
    if ('settle' in question) return settleDatabase(millrace.services.sql);
    return measure(question.work);
  },
  async () => millrace?.close(),
);

async function begin(opened: Millrace, name: string, contacts: number): Promise<void> {
  const account = await opened.inNewAccount(name);
  place = { millrace: account, contacts, ids: [], flowId: await makeFlow(account), listId: undefined };
}

async function measure(name: string): Promise<Pieces> {
  const work = WORKS.find((each) => each.name === name);
  if (!work || !place)
    throw new Error(`There is no work ${JSON.stringify(name)}, or nothing has been begun.`);
  global.gc?.();
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work.run(place);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { count: work.count(place.contacts), ms, nodeCpuMs: (user + system) / 1_000 };
}
