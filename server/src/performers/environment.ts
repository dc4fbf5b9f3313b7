import type { Mailer } from '../mail/index.ts';
import type { Db } from '../platform/index.ts';

/** What performers stand on. */
export interface PerformerEnvironment {
  readonly db: Db;
  readonly mailer: Mailer;
}
