import { setTimeout as pause } from 'node:timers/promises';
import { Progress } from './progress.ts';

/** How often the server is asked how far work has come. */
const ASK_AGAIN_MS = 250;

interface Watched<Work> {
  /** How the work stands now. */
  readonly ask: () => Promise<Work>;
  readonly isDone: (work: Work) => boolean;
  /** How far it has come, in words. */
  readonly say: (work: Work) => string;
}

/** Waits for work in the background of the server, and tells how far it has come. Whoever breaks off leaves the work going. */
export async function untilDone<Work>({ ask, isDone, say }: Watched<Work>): Promise<Work> {
  const progress = new Progress();
  try {
    for (;;) {
      const work = await ask();
      if (isDone(work)) return work;
      progress.say(say(work));
      await pause(ASK_AGAIN_MS);
    }
  } finally {
    progress.end();
  }
}
