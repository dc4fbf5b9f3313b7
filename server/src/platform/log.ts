import { pino } from 'pino';
import type { Config } from './config.ts';

export type Log = pino.Logger;

/** JSON lines on standard error: standard output belongs to what a person reads at start. */
export function createLog(level: Config['logLevel']): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
