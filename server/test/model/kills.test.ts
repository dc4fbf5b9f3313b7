import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { play } from './play.ts';
import { anySequence, type Sequence } from './sequence.ts';

/** Each needs a process of its own. */
const KILLS = Number(process.env['MODEL_KILLS'] ?? 3);
const SEED = Number(process.env['MODEL_SEED'] ?? 1);
/** A process lives on for at most so long while it moves the clock. */
const LIVES_ON_MS = 200;

let millrace: Millrace;
let folder: string;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api', logLevel: 'silent' });
  folder = await makeScratchFolder('model');
});
afterAll(async () => {
  await millrace.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Another process on the same database. */
function startAnother(): Promise<ServerProcess> {
  const { address, token } = millrace;
  if (!('socketDir' in address)) throw new Error('The PostgreSQL of tests listens on a socket.');
  const { database, socketDir, user } = address;
  return startServerProcess(
    folder,
    {
      MILLRACE_DATABASE_URL: `postgres:///${database}?host=${socketDir}&user=${user}`,
      MILLRACE_TOKEN: token,
      MILLRACE_MODE: 'development',
      MILLRACE_LOG_LEVEL: 'silent',
      MILLRACE_SECRET_KEY: '07'.repeat(32),
    },
    ['--role', 'api'],
  );
}

/** So that something is under way when it ends. */
const busy = anySequence.filter(
  ({ commands }) =>
    commands.filter(({ kind }) => kind === 'pass').length > 1 &&
    commands.some(({ kind }) => kind === 'enroll'),
);

test(`${KILLS} sequences come out as in the reference when their process ends while it moves the clock`, {
  timeout: 3_600_000,
}, async () => {
  const failures: string[] = [];
  for (let seed = SEED; seed < SEED + KILLS; seed++) {
    const [sequence] = fc.sample(busy, { seed, numRuns: 1 }) as [Sequence];
    const process = await startAnother();
    const how = seed % 3 === 0 ? 'stopped' : 'killed';
    const ending = { process, how, afterMs: (seed * 37) % LIVES_ON_MS } as const;
    try {
      await play(millrace, sequence, ending);
    } catch (error) {
      failures.push(
        `MODEL_SEED=${seed} MODEL_KILLS=1: ${how} after ${ending.afterMs} ms\n${(error as Error).message}`,
      );
    } finally {
      await process.kill('server');
    }
  }
  expect(failures.join('\n\n')).toBe('');
});
