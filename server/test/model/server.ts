import { setTimeout as sleep } from 'node:timers/promises';
import { holdClock } from '../../src/accounts/index.ts';
import { asCaller, inAnotherAccount, type Millrace } from '../support/millrace.ts';
import type { ServerProcess } from '../support/server-process.ts';
import type { Body } from '../support/story.ts';

/** The real one: an account of its own on a server whose lanes run only when they are told to, with its clock held. */
export interface Server {
  /** Fails when it is refused: a sequence asks for nothing that is. */
  must(method: string, path: string, body?: unknown): Promise<Body>;
  settle(): Promise<void>;
  /** Moves the clock; answers at which instants it has stood on the way, and where it is held afterwards. */
  moveTo(at: number): Promise<{ readonly stood: readonly number[]; readonly now: number }>;
  /** How it has been moved, so far. */
  readonly moves: Moves;
  /** Where the clock is held. */
  readonly startedAt: number;
}

/** Moves on whose way something fell due: those that went through stretches of time alone, and those that stopped at instants. */
export interface Moves {
  inStretches: number;
  stepByStep: number;
}

/** A second process, that takes turns with the first until it ends while it moves the clock. */
export interface Ending {
  readonly process: ServerProcess;
  readonly how: 'killed' | 'stopped';
  readonly afterMs: number;
}

export async function openAccount(millrace: Millrace, ending?: Ending): Promise<Server> {
  const account = await inAnotherAccount(millrace);
  const hold = () => holdClock(millrace.sql, account.accountId);
  const other = ending && asCaller(ending.process.url, account.token);
  let isThere = ending !== undefined;
  let calls = 0;
  const must: Server['must'] = async (method, path, body) => {
    const { call } = other && isThere && ++calls % 2 === 0 ? other : account;
    const answer = await call(method, path, body);
    if (answer.status < 300) return answer.body;
    throw new Error(
      `${method} ${path} ${JSON.stringify(body)} answered ${answer.status}: ${JSON.stringify(answer.body)}`,
    );
  };
  const advance = (at: number) => ({ to: new Date(at).toISOString() });
  const moves: Moves = { inStretches: 0, stepByStep: 0 };
  return {
    must,
    moves,
    async settle() {
      await must('POST', '/millrace/v1/clock/settle');
    },
    async moveTo(at) {
      const stood: number[] = [];
      if (ending && other && isThere) {
        isThere = false;
        const moving = other.post('/millrace/v1/clock/advance', advance(at)).catch(() => undefined);
        await sleep(ending.afterMs);
        await (ending.how === 'killed' ? ending.process.kill('server') : ending.process.stop());
        await moving;
        // What it has left undone at the instant to which it had come.
        await must('POST', '/millrace/v1/clock/settle');
        stood.push(await hold());
      }
      if (stood.every((each) => each < at)) {
        const { stops, stepByStep } = await must('POST', '/millrace/v1/clock/advance', advance(at));
        if (stops > 0) moves[stepByStep === null ? 'inStretches' : 'stepByStep']++;
      }
      return { stood, now: await hold() };
    },
    startedAt: await hold(),
  };
}
