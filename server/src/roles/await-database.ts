import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, DatabaseUnavailable, type Sql } from '../platform/index.ts';

/** How often the database is asked whether it is there. */
const AGAIN_MS = 250;

/** How often it is said that it still is not. */
const SAY_AGAIN_MS = 30_000;

/** What no waiting cures: the user, the password, the name of the database. */
const MISTAKES = new Set(['28000', '28P01', '3D000']);

export interface Waiting {
  readonly sql: Sql;
  /** Where the database is looked for, in words for people. */
  readonly place: string;
  readonly say: (line: string) => void;
  readonly giveUp: AbortSignal;
}

/** Runs `work` once the database is there, which may start later than we do; and again when it, or a node of its cluster, went away meanwhile. */
export async function onceThere<T>(waiting: Waiting, work: () => Promise<T>): Promise<T> {
  let saidAt: number | undefined;
  for (;;) {
    await awaitDatabase(waiting);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      // Where a node is away the first one answers all the while, and every try ends here.
      if (isToSay(saidAt)) {
        waiting.say(`${error.message} Beginning again.`);
        saidAt = performance.now();
      }
      await sleep(AGAIN_MS, undefined, { signal: waiting.giveUp });
    }
  }
}

async function awaitDatabase({ sql, place, say, giveUp }: Waiting): Promise<void> {
  let saidAt: number | undefined;
  for (;;) {
    try {
      await sql`select 1`;
      if (saidAt !== undefined) say('The database is there');
      return;
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      const what = `MILLRACE_DATABASE_URL (${place}): ${error.message}`;
      if (MISTAKES.has(error.code ?? ''))
        throw new ConfigError(`${what} Correct the user, the password or the name.`);
      if (isToSay(saidAt)) {
        say(`${what} Waiting for it: start PostgreSQL there, or stop Millrace and correct the variable.`);
        saidAt = performance.now();
      }
      await sleep(AGAIN_MS, undefined, { signal: giveUp });
    }
  }
}

function isToSay(saidAt: number | undefined): boolean {
  return saidAt === undefined || performance.now() - saidAt > SAY_AGAIN_MS;
}
