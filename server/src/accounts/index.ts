/**
 * Accounts: one tenant each, with its clock, settings, access tokens, OAuth apps and the secrets of its actions.
 * Owns the tables `accounts`, `access_tokens`, `apps`, `oauth_codes`, `refresh_tokens`, `web_sessions`, `sign_in_codes` and `secrets`. Rows in: from the first start
 * and the routes; rows out: every write of the product begins by reading its account and the account's time here.
 */

export {
  type Account,
  type AccountId,
  asAccount,
  asAlone,
  asFlowKeeper,
  asReader,
  listAccounts,
  lockBesideRows,
  readAccount,
} from './account.ts';
export type { AccountsService, Installation, WallClockChange } from './accounts-service.ts';
export { appsAmong, holdApp, readAppSecrets } from './apps.ts';
export { type Authenticator, authenticator } from './authenticate.ts';
export { advanceClockTo, closeWindow, heldClocks, holdClock, openWindow, releaseClock } from './clock.ts';
export {
  type Company,
  EMAIL_LANGUAGES,
  type EmailSettings,
  type MailSettings,
  readMailSettings,
  type Sender,
} from './email-settings.ts';
export { ensureFirstAccount } from './first.ts';
export { type NamedHoliday, readHolidays } from './holidays.ts';
export {
  backlogOf,
  type DueAccount,
  type DueRow,
  dueAccounts,
  isAnyInHand,
  type LaneBacklog,
  type LaneRows,
  nextDue,
  rowsUntil,
} from './lane-rows.ts';
export { LIFECYCLE_STAGES } from './lifecycle-stages.ts';
export { countPause, mayBePaused, noteEnrollmentsPaused } from './pauses.ts';
export { type RedactorOf, redactors } from './redactor-of.ts';
export { resealSecrets, type Seal } from './reseal.ts';
export { claimAccountId, isWithoutAccounts, namedAccounts } from './restored.ts';
export { accountRoutes } from './routes/index.ts';
export { ACCOUNT_SQL, paramsOf, sameAccountSql } from './same-account.ts';
export { ALL_SCOPES } from './scopes.ts';
export { findKeyFile, readKeyFile } from './secrets/key-file.ts';
export { newSecretName } from './secrets/random.ts';
export { deepRedacted, type Redact, redactorFor } from './secrets/redact.ts';
export { secretBody, secretName } from './secrets/secret.ts';
export { SecretBox, SecretUnreadable } from './secrets/secret-box.ts';
export {
  countUnreadable,
  knownSecrets,
  putSecret,
  readSecrets,
  type SecretInput,
} from './secrets/secrets.ts';
export { makeSignInCode, SIGN_IN_CODE_MINUTES } from './sessions/sign-in-codes.ts';
export { changeSchema, schemaVersionOf } from './versions.ts';
