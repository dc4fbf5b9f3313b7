import type { AccountId, SecretBox } from '../accounts/index.ts';
import type { Sandbox } from '../code/index.ts';
import type { CodeOfAction } from '../effects/index.ts';
import type { Mailer } from '../mail/index.ts';
import type { Outgoing } from '../outgoing/index.ts';
import type { Db } from '../platform/index.ts';
import type { MailLinks } from '../preferences/index.ts';

/** Finds the code of actions in revisions of flows, in order; undefined where there is none any more. */
export type CodeOf = (
  accountId: AccountId,
  wanted: readonly { readonly flowId: string; readonly revisionId: string; readonly actionId: string }[],
) => Promise<readonly (CodeOfAction | undefined)[]>;

/** The services of performers. */
export interface PerformerEnvironment {
  readonly db: Db;
  readonly mailer: Mailer;
  readonly outgoing: Outgoing;
  readonly secrets: SecretBox;
  readonly sandbox: Sandbox;
  /** The links of mails. */
  readonly links: MailLinks;
  readonly codeOf: CodeOf;
}
