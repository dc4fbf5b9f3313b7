import { holdClock } from '../../src/accounts/index.ts';
import { inAnotherAccount, type Millrace } from '../support/millrace.ts';
import type { Body } from '../support/story.ts';

/** The real one: an account of its own on a server whose lanes run only when they are told to, with its clock held. */
export interface Server {
  /** Fails when it is refused: a sequence asks for nothing that is. */
  must(method: string, path: string, body?: unknown): Promise<Body>;
  settle(): Promise<void>;
  /** Moves the clock; answers where it is held afterwards. */
  moveTo(at: number): Promise<number>;
  /** Where the clock is held. */
  readonly startedAt: number;
}

export async function openAccount(millrace: Millrace): Promise<Server> {
  const account = await inAnotherAccount(millrace);
  const must: Server['must'] = async (method, path, body) => {
    const answer = await account.call(method, path, body);
    if (answer.status < 300) return answer.body;
    throw new Error(
      `${method} ${path} ${JSON.stringify(body)} answered ${answer.status}: ${JSON.stringify(answer.body)}`,
    );
  };
  const hold = () => holdClock(millrace.sql, account.accountId);
  return {
    must,
    async settle() {
      await must('POST', '/millrace/v1/clock/settle');
    },
    async moveTo(at) {
      await must('POST', '/millrace/v1/clock/advance', { to: new Date(at).toISOString() });
      return hold();
    },
    startedAt: await hold(),
  };
}
