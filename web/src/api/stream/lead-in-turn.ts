import { NAME } from './channel.ts';
import { lead } from './leader.ts';

/**
 * Leads once it is this tab's turn: the lock comes when its holder is gone, and goes when another tab takes it. The returned function takes it
 * from a holder that does not answer.
 */
export function leadInTurn(): () => void {
  let waiting = new AbortController();
  const queueUp = () => {
    waiting = new AbortController();
    request({ signal: waiting.signal });
  };
  const request = (options: LockOptions) => {
    let stop: (() => void) | undefined;
    const whileHeld = () => {
      stop = lead();
      return new Promise<never>(() => undefined);
    };
    navigator.locks.request(NAME, options, whileHeld).catch(() => {
      if (stop === undefined) return;
      stop();
      queueUp();
    });
  };
  queueUp();
  return () => {
    waiting.abort();
    request({ steal: true });
  };
}
