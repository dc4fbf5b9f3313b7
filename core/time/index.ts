/**
 * Time: instants as epoch milliseconds, wall-clock arithmetic in a zone through Temporal.
 * Nothing here reads a clock: now is always passed in.
 */
export { type DelaySpec, delayed } from './delay.ts';
export { DAY, type EpochMillis, HOUR, iso, MINUTE, SECOND } from './instant.ts';
export { type AllowedTimes, nextAllowed, SPREAD_MS } from './windows.ts';
export { dateInZone, isTimeZone, zoned } from './zone.ts';
