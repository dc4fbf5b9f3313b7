import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type App, BODY_BYTES_MAX, instantAnswer, JSON_VALUES_MAX } from '../../platform/index.ts';
import { readAccount } from '../account.ts';
import type { AccountsService } from '../accounts-service.ts';
import { SESSION_DAYS_MAX, SESSION_IDLE_HOURS } from '../sessions/sessions.ts';

const limitsAnswer = z
  .strictObject({
    calls: z.strictObject({
      perTenSeconds: z
        .int()
        .nullable()
        .describe('Of one token, in each process; null for no limit, as the others'),
      perDay: z.int().nullable().describe('Of the account, in each process'),
      usedToday: z.int().describe('Since the last midnight of its zone, in this process'),
      resetsAt: instantAnswer,
    }),
    outgoing: z.strictObject({
      connectionsPerHost: z.int(),
      requestsPerSecondPerHost: z.number().nullable(),
    }),
    request: z.strictObject({ bodyBytes: z.int(), jsonValues: z.int() }),
    session: z.strictObject({ idleHours: z.int(), days: z.int() }),
  })
  .meta({ id: 'AccountLimits' });

/** `/millrace/v1/account/limits`: what is set, and how much of it is used. All others are in docs/limits.md. */
export function limitsRoutes(app: App, { sql, tokens, limits }: AccountsService): void {
  const read = {
    summary: 'Read the limits that are set for calls and requests, and how far they are used',
    response: { 200: limitsAnswer },
  };
  app.get('/millrace/v1/account/limits', { schema: read }, async ({ caller }) => {
    const { id, timeZone } = await readAccount(sql, caller.accountId);
    const { used, limit, resetsAt } = tokens.limiter.usage(id, timeZone);
    const { burst, connectionsPerHost, requestsPerSecond } = limits;
    return {
      calls: {
        perTenSeconds: burst ?? null,
        perDay: limit ?? null,
        usedToday: used,
        resetsAt: iso(resetsAt),
      },
      outgoing: { connectionsPerHost, requestsPerSecondPerHost: requestsPerSecond ?? null },
      request: { bodyBytes: BODY_BYTES_MAX, jsonValues: JSON_VALUES_MAX },
      session: { idleHours: SESSION_IDLE_HOURS, days: SESSION_DAYS_MAX },
    };
  });
}
