import { iso } from '@millrace/core/time';
import type { AnswerOf } from '../platform/index.ts';
import type { emailRevisionAnswer } from './answers.ts';
import { type MarketingEmail, present } from './email.ts';

/** An email as it was after a save. */
export interface EmailRevision {
  readonly id: string;
  readonly email: MarketingEmail;
  /** The name of the token that saved it; null when unknown. */
  readonly saverName: string | null;
}

/** The definition of an email at a revision: the draft, when one waited to be published. */
export function wordsOf({ email }: EmailRevision) {
  return email.draft ?? email.definition;
}

/** A revision as it is answered. A revision is saved by a token here, which has no address. */
export function presentRevision(revision: EmailRevision): AnswerOf<typeof emailRevisionAnswer> {
  const { id, email, saverName } = revision;
  return {
    id,
    user: { id: email.updatedBy ?? '', fullName: saverName ?? '', email: '' },
    object: present(email, wordsOf(revision)),
    updatedAt: iso(email.updatedAt),
  };
}
