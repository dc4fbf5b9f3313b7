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
  readonly installation: Installation;
  readonly limits: SetLimits;
  readonly changeWallClock: WallClockChange;
}

/** What people should know of the installation before they wonder why nothing arrives. */
export interface Installation {
  readonly version: string;
  /** Whether mails go to a mail server, or stay in the mailbox. */
  readonly smtp: 'SET' | 'CAPTURED';
  /** Whether requests to the outside world are sent, or kept in the outbox. */
  readonly outgoing: 'SENT' | 'CAPTURED';
}

/** The limits that whoever runs it has set; undefined for none. */
export interface SetLimits {
  readonly burst: number | undefined;
  readonly connectionsPerHost: number;
  readonly requestsPerSecond: number | undefined;
}

/** Runs a change of what the wall clock goes by, the zone or the holidays, with no other write beside it; what follows it is moved with it. */
export type WallClockChange = <T>(id: AccountId, change: (tx: Tx) => Promise<T>) => Promise<T>;
