import { iso, zoned } from '@millrace/core/time';
import { type App, type DailyUsage, hostOf } from '../../platform/index.ts';
import { type Account, readAccount } from '../account.ts';
import type { AccountsService } from './index.ts';

const config = { scopes: ['oauth'] };

/** What stands for "no limit" where clients expect a 32-bit number. */
const UNLIMITED_CALLS = 2 ** 31 - 1;

/** What clients ask first: whose account a token opens, and how much of its day is used. Under old paths, too. */
export function accountInfoRoutes(app: App, { sql, tokens, mode }: AccountsService): void {
  app.get('/account-info/v3/details', { config }, async (request) => {
    const account = await readAccount(sql, request.caller.accountId);
    return {
      ...placeOf(account),
      accountType: mode === 'development' ? 'DEVELOPER_TEST' : 'STANDARD',
      companyCurrency: account.currency,
      additionalCurrencies: [],
      uiDomain: hostOf(request),
      dataHostingLocation: 'na1',
    };
  });

  app.get('/account-info/v3/api-usage/daily/private-apps', { config }, async (request) => {
    const { id, timeZone } = await readAccount(sql, request.caller.accountId);
    const usage = usageOf(tokens.limiter.usage(id, timeZone));
    return { results: [{ name: 'private-apps-api-calls-daily', ...usage }] };
  });

  app.get('/integrations/v1/me', { config }, async (request) => {
    const account = await readAccount(sql, request.caller.accountId);
    return { ...placeOf(account), currency: account.currency };
  });

  app.get('/integrations/v1/limit/daily', { config }, async (request) => {
    const { id, timeZone } = await readAccount(sql, request.caller.accountId);
    const { collectedAt, resetsAt, ...usage } = usageOf(tokens.limiter.usage(id, timeZone));
    const instants = { collectedAt: Date.parse(collectedAt), resetsAt: Date.parse(resetsAt) };
    return [{ name: 'api-calls-daily', ...usage, ...instants }];
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
    fetchStatus: 'SUCCESS',
    resetsAt: iso(resetsAt),
  };
}
