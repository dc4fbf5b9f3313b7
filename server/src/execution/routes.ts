import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { nextDue, readAccount } from '../accounts/index.ts';
import { jobAnswer, presentJob } from '../jobs/index.ts';
import { ApiError, type App, callerLeft, type Mode } from '../platform/index.ts';
import { clockAnswer, movedAnswer, settledAnswer } from './answers.ts';
import { beginMove } from './begin-move.ts';
import type { ClockService } from './clock-service.ts';
import { targetOf } from './clock-target.ts';
import { LANE_ROWS } from './lanes/index.ts';
import { moveClock, settleAccount } from './move-clock.ts';

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

  const body = z.strictObject({
    by: z.string().optional().describe('An ISO 8601 duration'),
    to: z.string().optional().describe('An instant'),
    wait: z
      .boolean()
      .default(true)
      .describe('Whether to answer when it has arrived; else at once, with a job that can be cancelled'),
  });
  const advance = {
    summary: 'Move the clock, running all that falls due on the way',
    body,
    response: { 200: movedAnswer, 202: jobAnswer },
  };
  app.post('/millrace/v1/clock/advance', { config, schema: advance }, async (request, reply) => {
    requireDevelopment(mode);
    const { caller } = request;
    const { accountId } = caller;
    const { timeZone } = await readAccount(sql, accountId);
    const { wait, ...asked } = request.body;
    const target = targetOf(asked, timeZone);
    if (!wait) return reply.code(202).send(presentJob(await beginMove(service, caller, asked)));
    const moved = await moveClock(service, accountId, target, callerLeft(reply), caller);
    const { from, to, stops, done, stepByStep } = moved;
    return { from: iso(from), now: iso(to), stops, done, stepByStep };
  });

  const settle = { summary: 'Run until nothing is due', response: { 200: settledAnswer } };
  app.post('/millrace/v1/clock/settle', { config, schema: settle }, async (request, reply) => {
    requireDevelopment(mode);
    const done = await settleAccount(service, request.caller.accountId, callerLeft(reply));
    const { now } = await readAccount(sql, request.caller.accountId);
    return { now: iso(now), done };
  });
}

function requireDevelopment(mode: Mode): void {
  if (mode === 'development') return;
  throw new ApiError({
    status: 403,
    category: 'FORBIDDEN',
    message: 'The clock moves in development mode only: start the server with MILLRACE_MODE=development.',
  });
}
