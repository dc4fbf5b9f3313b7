import { iso, zoned } from '@millrace/core/time';
import { z } from 'zod';
import { type App, type DailyUsage, hostOf, resultsOf } from '../../platform/index.ts';
import { type Account, readAccount } from '../account.ts';
import type { AccountsService } from '../accounts-service.ts';
import {
  accountDetailsAnswer,
  dailyUsageAnswer,
  olderAccountDetailsAnswer,
  olderDailyUsageAnswer,
} from '../answers.ts';

const config = { scopes: ['oauth'] };

/** The number for "no limit" where clients expect a 32-bit number. */
const UNLIMITED_CALLS = 2 ** 31 - 1;

/** Clients first read the account that a token opens, and its usage of the day. Under old paths, too. */
export function accountInfoRoutes(app: App, { sql, tokens, mode }: AccountsService): void {
  const details = { summary: 'Read the account of an access token', response: { 200: accountDetailsAnswer } };
  app.get('/account-info/v3/details', { config, schema: details }, async (request) => {
    const account = await readAccount(sql, request.caller.accountId);
    return {
      ...placeOf(account),
      accountType: mode === 'development' ? ('DEVELOPER_TEST' as const) : ('STANDARD' as const),
      companyCurrency: account.currency,
      additionalCurrencies: [],
      uiDomain: hostOf(request),
      dataHostingLocation: 'na1',
    };
  });

  const usage = {
    summary: "Count the day's calls",
    response: { 200: resultsOf(dailyUsageAnswer) },
  };
  app.get('/account-info/v3/api-usage/daily/private-apps', { config, schema: usage }, async (request) => {
    const { id, timeZone } = await readAccount(sql, request.caller.accountId);
    const today = usageOf(tokens.limiter.usage(id, timeZone));
    return { results: [{ name: 'private-apps-api-calls-daily', ...today }] };
  });

  const me = {
    summary: 'Read the account of an access token, for older clients',
    response: { 200: olderAccountDetailsAnswer },
  };
  app.get('/integrations/v1/me', { config, schema: me }, async (request) => {
    const account = await readAccount(sql, request.caller.accountId);
    return { ...placeOf(account), currency: account.currency };
  });

  const limit = {
    summary: "Count the day's calls, for older clients",
    response: { 200: z.array(olderDailyUsageAnswer) },
  };
  app.get('/integrations/v1/limit/daily', { config, schema: limit }, async (request) => {
    const { id, timeZone } = await readAccount(sql, request.caller.accountId);
    const { collectedAt, resetsAt, ...today } = usageOf(tokens.limiter.usage(id, timeZone));
    const instants = { collectedAt: Date.parse(collectedAt), resetsAt: Date.parse(resetsAt) };
    return [{ name: 'api-calls-daily', ...today, ...instants }];
  });
}

/** The account and where its clock stands to UTC now. */
function placeOf({ id, timeZone, now }: Account) {
  const { offset, offsetNanoseconds } = zoned(now, timeZone);
  return {
    portalId: Number(id),
    timeZone,
    utcOffset: offset,
    utcOffsetMilliseconds: offsetNanoseconds / 1e6,
  };
}

function usageOf({ used, limit, at, resetsAt }: DailyUsage) {
  return {
    usageLimit: limit ?? UNLIMITED_CALLS,
    currentUsage: used,
    collectedAt: iso(at),
    fetchStatus: 'SUCCESS' as const,
    resetsAt: iso(resetsAt),
  };
}
