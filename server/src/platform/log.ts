import { pino } from 'pino';
import type { Config } from './config.ts';

export type Log = pino.Logger;

/** JSON lines on standard error: standard output belongs to the start message. */
export function createLog(level: Config['logLevel']): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
