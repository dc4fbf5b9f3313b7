import type { SecretBox } from '../accounts/index.ts';
import type { Sandbox } from '../code/index.ts';
import type { Mailer } from '../mail/index.ts';
import type { Outgoing } from '../outgoing/index.ts';
import type { Db } from '../platform/index.ts';
import type { MailLinks } from '../preferences/index.ts';

/** The services of performers. */
export interface PerformerEnvironment {
  readonly db: Db;
  readonly mailer: Mailer;
  readonly outgoing: Outgoing;
  readonly secrets: SecretBox;
  readonly sandbox: Sandbox;
  /** The links of mails. */
  readonly links: MailLinks;
}
