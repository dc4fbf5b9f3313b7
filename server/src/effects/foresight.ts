import type { CrmSchema } from '@millrace/core/crm';
import type { CustomCodeAction, EffectResult, Reason } from '@millrace/core/flow';
import type { AssociationKind, RecordRef } from '@millrace/core/record';
import type { MailSettings, SecretBox } from '../accounts/index.ts';
import type { SubmissionOfContact } from '../forms/index.ts';
import type { ValuesRow } from '../history/index.ts';
import type { RecordMembership } from '../lists/index.ts';
import type { ComposedMail, MarketingEmail } from '../mail/index.ts';
import type { Db } from '../platform/index.ts';
import type { Associated, Named } from '../records/index.ts';

/** What an effect would send, or run. */
export type Sent =
  | { readonly kind: 'EMAIL'; readonly mail: ComposedMail }
  | {
      readonly kind: 'REQUEST';
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | null;
    }
  | {
      readonly kind: 'CODE';
      readonly runtime: string;
      readonly secretNames: readonly string[];
      readonly event: Readonly<Record<string, unknown>>;
    };

/** An effect that is not done: what it would send, null for what would be refused before, and its result if all goes well. */
export interface Foresight {
  readonly sends: Sent | null;
  readonly result: EffectResult;
}

/** What effects are foreseen with. */
export interface ForeseeEnvironment {
  readonly db: Db;
  readonly secrets: SecretBox;
  readonly records: RecordSource;
  /** Where recipients reach this server, if that is known. */
  readonly base: string | undefined;
  /** The code of an action, saved or not. */
  readonly codeOf: (actionId: string) => CodeOfAction | undefined;
}

/** The code of an action. */
export type CodeOfAction = Pick<CustomCodeAction, 'runtime' | 'sourceCode' | 'secretNames' | 'outputFields'>;

/** Where what is sent finds what it is made of: records as they are stored or those of a simulation, emails, and what the account wants of mails. */
export interface RecordSource {
  /** One that was merged is the one that goes on for it. */
  named(refs: readonly RecordRef[]): Promise<Named>;
  linked(
    questions: readonly { readonly from: RecordRef; readonly kind: AssociationKind }[],
  ): Promise<readonly Associated[]>;
  /** The latest changes of the values of records of a type, the latest first. */
  recentValues(objectTypeId: string, ids: readonly string[]): Promise<readonly ValuesRow[]>;
  listsOf(ids: readonly string[]): Promise<readonly RecordMembership[]>;
  /** The latest submissions of contacts, so many of each. */
  submissionsOf(ids: readonly string[], most: number): Promise<readonly SubmissionOfContact[]>;
  schema(): Promise<CrmSchema>;
  emails(ids: readonly string[]): Promise<ReadonlyMap<string, MarketingEmail>>;
  mailSettings(): Promise<MailSettings>;
}

export function refusedBefore(reason: Reason, message: string): Foresight {
  return { sends: null, result: { kind: 'failed', reason, message } };
}
