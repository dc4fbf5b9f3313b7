import type { Mode, Sql, Tx } from '../platform/index.ts';
import type { AccountId } from './account.ts';
import type { Authenticator } from './authenticate.ts';
import type { SecretBox } from './secrets/secret-box.ts';

/** The services that the routes of accounts use. */
export interface AccountsService {
  readonly sql: Sql;
  readonly tokens: Authenticator;
  readonly secrets: SecretBox;
  readonly mode: Mode;
  readonly changeZone: ZoneChange;
}

/** Runs a change that may move the account to another zone, with no other write beside it; what follows the wall clock is moved with it. */
export type ZoneChange = <T>(id: AccountId, change: (tx: Tx) => Promise<T>) => Promise<T>;
