import { ConfigError, readConfig } from './platform/index.ts';
import { start } from './roles/index.ts';

/** Beyond this a stop is no longer waited for: the database is consistent whatever happens. */
const STOP_TIMEOUT_MS = 25_000;

try {
  const config = readConfig(process.env, process.argv.slice(2));
  const say = (line: string) => console.log(line);
  const running = await start(config, say);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      say('Stopping');
      setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
      running.stop().then(
        () => process.exit(0),
        (error: Error) => {
          console.error(`Millrace did not stop cleanly: ${error.message}`);
          process.exit(1);
        },
      );
    });
  }
  // Said last: whoever reads it may send a signal at once.
  if (running.madeToken) say(`Access token, shown only now: ${running.madeToken}`);
  if (running.url) say(`Millrace listens on ${running.url}`);
} catch (error) {
  console.error(
    error instanceof ConfigError ? error.message : `Millrace cannot start: ${(error as Error).message}`,
  );
  if (!(error instanceof ConfigError) && process.env['MILLRACE_LOG_LEVEL'] === 'debug') console.error(error);
  process.exit(1);
}
