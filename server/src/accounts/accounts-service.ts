import type { Mode, Sql } from '../platform/index.ts';
import type { Authenticator } from './authenticate.ts';
import type { SecretBox } from './secrets/secret-box.ts';

/** The services that the routes of accounts use. */
export interface AccountsService {
  readonly sql: Sql;
  readonly tokens: Authenticator;
  readonly secrets: SecretBox;
  readonly mode: Mode;
}
