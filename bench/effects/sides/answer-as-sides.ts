import { answerParent } from '../../place/child.ts';
import type { SideOptions, SideQuestion, SideResult } from './messages.ts';

/** One side of a comparison, prepared. */
export interface Side {
  /** Sends everything; how much that was. */
  send(): Promise<number>;
  close(): Promise<void>;
}

type Prepare<Options> = (options: Options) => Promise<Side>;

/** Makes this process one side of the comparison, so that its CPU time is its own. */
export function answerAsSides<Options extends SideOptions>(
  sides: Readonly<Record<SideOptions['side'], Prepare<Options>>>,
): void {
  let side: Side | undefined;
  answerParent<SideQuestion<Options>>(
    async (question) => {
      if (question !== 'send') {
        side = await sides[question.side](question);
        global.gc?.();
        return undefined;
      }
      if (!side) throw new Error('It must be prepared first.');
      return measured(side);
    },
    async () => side?.close(),
  );
}

async function measured(side: Side): Promise<SideResult> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const sent = await side.send();
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, sent };
}
