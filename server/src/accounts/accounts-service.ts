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
  readonly changeWallClock: WallClockChange;
}

/** Runs a change of what the wall clock goes by, the zone or the holidays, with no other write beside it; what follows it is moved with it. */
export type WallClockChange = <T>(id: AccountId, change: (tx: Tx) => Promise<T>) => Promise<T>;
