import { rm } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { SIGN_IN_CODE_MINUTES } from '../accounts/index.ts';
import { type Config, ConfigError, readConfig } from '../platform/index.ts';
import { answerAtOnce } from './command-line.ts';
import { type Running, start } from './start.ts';

/** Beyond this a stop is no longer waited for: the database is consistent whatever happens. */
const STOP_TIMEOUT_MS = 25_000;

/**
 * Runs a server until it is told to stop, and ends the process: what `npm start` and `millrace start` do. `program` is how it was called, for its
 * help.
 */
export async function serve(args: readonly string[], program: string): Promise<void> {
  const answer = answerAtOnce(args, program);
  if (answer !== undefined) {
    console.log(answer);
    return;
  }
  const say = (line: string) => console.log(line);
  const stopping = new AbortController();
  let running: Running | undefined;
  let config: Config | undefined;
  let isKept = false;
  const throwAway = async () => {
    if (config?.isThrowaway && !isKept) await rm(config.dataDir, { recursive: true, force: true });
  };
  const end = () => {
    if (stopping.signal.aborted) return;
    say('Stopping');
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    stopping.abort();
    // While it starts, the start gives up by itself.
    if (running) void stop(running, throwAway);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      // Whoever asks for it is there, and may want the data.
      if (signal === 'SIGTERM') isKept = true;
      end();
    });
  try {
    config = readConfig(process.env, args);
    if (config.isThrowaway) endWithInput(end);
    running = await start(config, say, stopping.signal);
    // What came in the last moment of the start, when it no longer gave up.
    if (stopping.signal.aborted) return await stop(running, throwAway);
    if (running.firstLink)
      say(`Sign in, once and within ${SIGN_IN_CODE_MINUTES} minutes: ${running.firstLink}`);
    // A process that is killed would keep nothing for the next start.
    flushCompileCache();
    // Said last: its reader may send a signal at once.
    if (running.madeToken) say(`Access token, shown only now: ${running.madeToken}`);
    say(
      config.role === 'worker'
        ? `Millrace works; health and metrics on ${running.url}`
        : `Millrace listens on ${running.url}`,
    );
  } catch (error) {
    await throwAway();
    if (stopping.signal.aborted) process.exit(0);
    fail(
      error instanceof ConfigError ? error.message : `Millrace cannot start: ${(error as Error).message}`,
      error,
    );
  }
}

/** Standard input ends when whoever started the process does, however that comes about: a pipe has no other end then. */
function endWithInput(end: () => void): void {
  process.stdin.once('end', end).once('error', end).resume();
  // Nobody reads any more what is said at the end.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
}

async function stop(running: Running, throwAway: () => Promise<void>): Promise<void> {
  try {
    await running.stop();
    await throwAway();
    process.exit(0);
  } catch (error) {
    fail(`Millrace did not stop cleanly: ${(error as Error).message}`, error);
  }
}

function fail(message: string, error: unknown): never {
  console.error(message);
  if (!(error instanceof ConfigError) && process.env['MILLRACE_LOG_LEVEL'] === 'debug') console.error(error);
  process.exit(1);
}
