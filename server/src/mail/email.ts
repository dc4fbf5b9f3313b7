import { type EpochMillis, iso } from '@millrace/core/time';
import type { z } from 'zod';
import type { AnswerOf } from '../platform/index.ts';
import type { emailAnswer } from './answers.ts';
import type { EmailDefinition, fromDetails } from './body.ts';
import { isAutomated, isPublished, typeOf } from './state.ts';
import { withUsualMembers } from './usual-members.ts';

/** An email as composing and answering need it; `definition` is what clients wrote, member for member. */
export interface MarketingEmail {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly subject: string;
  readonly content: unknown;
  readonly from: z.output<typeof fromDetails>;
  readonly subscriptionId: string | null;
  readonly definition: EmailDefinition;
  /** Changes that wait for the next publishing; null when there are none. */
  readonly draft: EmailDefinition | null;
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
  readonly publishedAt: EpochMillis | null;
  readonly archivedAt: EpochMillis | null;
  /** The tokens that made it and changed it last; null when unknown. */
  readonly createdBy: string | null;
  readonly updatedBy: string | null;
}

/** The members of an email that its definition gives. */
export type Said = Pick<MarketingEmail, 'subject' | 'content' | 'from' | 'subscriptionId' | 'definition'>;

/** Takes out of a definition what composing needs. Members were checked when they were written. */
export function saying(definition: EmailDefinition): Said {
  const subscription = definition['subscriptionDetails'] as { subscriptionId?: string } | undefined;
  return {
    subject: (definition['subject'] as string | undefined) ?? '',
    content: definition['content'],
    from: (definition['from'] as MarketingEmail['from'] | undefined) ?? {},
    subscriptionId: subscription?.subscriptionId ?? null,
    definition,
  };
}

/** An email as it is answered. */
export function present(
  email: MarketingEmail,
  definition: EmailDefinition = email.definition,
): AnswerOf<typeof emailAnswer> {
  const { state, publishedAt, archivedAt, createdBy, updatedBy } = email;
  return {
    publishDate: iso(email.createdAt),
    ...withUsualMembers(definition),
    id: email.id,
    name: (definition['name'] as string | undefined) ?? email.name,
    state,
    subcategory:
      (definition['subcategory'] as string | undefined) ?? (isAutomated(state) ? 'automated' : 'batch'),
    type: typeOf(state),
    isPublished: isPublished(state),
    isTransactional: false,
    isAb: state.includes('_AB'),
    archived: archivedAt !== null,
    createdAt: iso(email.createdAt),
    updatedAt: iso(email.updatedAt),
    ...(publishedAt === null ? {} : { publishDate: iso(publishedAt), publishedAt: iso(publishedAt) }),
    ...(archivedAt === null ? {} : { deletedAt: iso(archivedAt) }),
    ...(createdBy === null ? {} : { createdById: createdBy }),
    ...(updatedBy === null ? {} : { updatedById: updatedBy }),
  };
}
