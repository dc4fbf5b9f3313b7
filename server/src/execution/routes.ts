import type { ServerResponse } from 'node:http';
import { quote } from '@millrace/core/problem';
import { iso, zoned } from '@millrace/core/time';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { nextDue, readAccount } from '../accounts/index.ts';
import { ApiError, type App, invalid, type Mode } from '../platform/index.ts';
import { clockAnswer, movedAnswer, settledAnswer } from './answers.ts';
import { LANE_ROWS } from './lanes/index.ts';
import { type ClockService, moveClock, settleAccount } from './move-clock.ts';

const config = { scopes: ['automation'] };

/** `/millrace/v1/clock`: the account's time; development mode can move it forward. */
export function clockRoutes(app: App, service: ClockService, mode: Mode): void {
  const { sql } = service;
  const read = { summary: "Read the account's clock", response: { 200: clockAnswer } };
  app.get('/millrace/v1/clock', { config, schema: read }, async (request) => {
    const { accountId } = request.caller;
    const { now, timeZone } = await readAccount(sql, accountId);
    const next = mode === 'development' ? await nextDue(sql, accountId, LANE_ROWS) : null;
    return { now: iso(now), timeZone, mode, nextDueAt: next === null ? null : iso(next) };
  });

  const body = z.strictObject({ by: z.string().optional(), to: z.string().optional() });
  const advance = {
    summary: 'Move the clock, running all that falls due on the way',
    body,
    response: { 200: movedAnswer },
  };
  app.post('/millrace/v1/clock/advance', { config, schema: advance }, async (request, reply) => {
    requireDevelopment(mode);
    const { caller } = request;
    const { accountId } = caller;
    const { timeZone } = await readAccount(sql, accountId);
    const target = targetOf(request.body, timeZone);
    const moved = await moveClock(service, accountId, target, leavingOf(reply), caller);
    return { from: iso(moved.from), now: iso(moved.to), stops: moved.stops, done: moved.done };
  });

  const settle = { summary: 'Run until nothing is due', response: { 200: settledAnswer } };
  app.post('/millrace/v1/clock/settle', { config, schema: settle }, async (request, reply) => {
    requireDevelopment(mode);
    const done = await settleAccount(service, request.caller.accountId, leavingOf(reply));
    const { now } = await readAccount(sql, request.caller.accountId);
    return { now: iso(now), done };
  });
}

/** Aborted once the client has left, possibly before the first check. */
function leavingOf({ raw }: { readonly raw: ServerResponse }): AbortSignal {
  if (raw.socket?.destroyed !== false) return AbortSignal.abort();
  const left = new AbortController();
  raw.once('close', () => left.abort());
  return left.signal;
}

function requireDevelopment(mode: Mode): void {
  if (mode === 'development') return;
  throw new ApiError({
    status: 403,
    category: 'FORBIDDEN',
    message: 'The clock moves in development mode only: start the server with MILLRACE_MODE=development.',
  });
}

/** Latest time of a clock: dates have four digits. */
const LATEST = Date.UTC(9999, 0, 1);

function targetOf(
  { by, to }: { by?: string | undefined; to?: string | undefined },
  timeZone: string,
): (now: number) => number {
  if ((by === undefined) === (to === undefined)) {
    throw problem('', 'Give either "by", an ISO 8601 duration, or "to", an instant.');
  }
  const find = by === undefined ? toInstant(to!) : byDuration(by, timeZone);
  return (now) => {
    const at = find(now);
    if (at < now)
      throw problem(
        by === undefined ? 'to' : 'by',
        `The clock moves forward only: it is ${iso(now)}, and ${quote(by ?? to)} lies before.`,
      );
    if (at > LATEST)
      throw problem(by === undefined ? 'to' : 'by', `${quote(by ?? to)} lies beyond the year 9998.`);
    return at;
  };
}

function byDuration(by: string, timeZone: string): (now: number) => number {
  try {
    const duration = Temporal.Duration.from(by);
    return (now) => {
      try {
        return zoned(now, timeZone).add(duration).epochMilliseconds;
      } catch {
        return Number.POSITIVE_INFINITY;
      }
    };
  } catch {
    throw problem('by', `by must be an ISO 8601 duration such as "P1D" or "PT90M", not ${quote(by)}.`);
  }
}

function toInstant(to: string): (now: number) => number {
  try {
    const { epochMilliseconds } = Temporal.Instant.from(to);
    return () => epochMilliseconds;
  } catch {
    throw problem('to', `to must be an instant such as "2027-01-31T09:00:00Z", not ${quote(to)}.`);
  }
}

function problem(path: string, message: string): ApiError {
  return invalid([{ path, code: 'INVALID_TIME', message }], message);
}
