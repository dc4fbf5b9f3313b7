import { flushCompileCache } from 'node:module';
import { ConfigError, readConfig } from './platform/index.ts';
import { answerAtOnce, type Running, SIGN_IN_CODE_MINUTES, start } from './roles/index.ts';

/** Beyond this a stop is no longer waited for: the database is consistent whatever happens. */
const STOP_TIMEOUT_MS = 25_000;

const args = process.argv.slice(2);
const answer = answerAtOnce(args);
if (answer === undefined) await serve();
else console.log(answer);

async function serve(): Promise<void> {
  const say = (line: string) => console.log(line);
  const stopping = new AbortController();
  let running: Running | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) return;
      say('Stopping');
      setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
      stopping.abort();
      // While it starts, the start gives up by itself.
      if (running) void stop(running);
    });
  }
  try {
    const config = readConfig(process.env, args);
    running = await start(config, say, stopping.signal);
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
    if (stopping.signal.aborted) process.exit(0);
    fail(
      error instanceof ConfigError ? error.message : `Millrace cannot start: ${(error as Error).message}`,
      error,
    );
  }
}

async function stop(running: Running): Promise<void> {
  try {
    await running.stop();
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
