/**
 * Accounts: one tenant each, with its clock, its settings, its access tokens and the apps that are let in over OAuth.
 * Owns the tables `accounts`, `access_tokens`, `apps`, `oauth_codes` and `refresh_tokens`. Rows in: from the first start
 * and the routes; rows out: every write of the product begins by reading its account here, which also says what time it is.
 */
export {
  type Account,
  type AccountId,
  asAccount,
  asFlowKeeper,
  type DueAccount,
  listAccounts,
  readAccount,
} from './account.ts';
export { type Authenticator, authenticator } from './authenticate.ts';
export { advanceClockTo, holdClock, releaseClock } from './clock.ts';
export { ensureFirstAccount } from './first.ts';
export { type AccountsService, accountRoutes } from './routes/index.ts';
export { ALL_SCOPES } from './scopes.ts';
export { changeSchema } from './versions.ts';
