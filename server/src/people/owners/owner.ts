import { type EpochMillis, iso } from '@millrace/core/time';
import type { AnswerOf } from '../../platform/index.ts';
import type { ownerAnswer } from '../answers.ts';
import type { Membership } from '../teams/membership.ts';

/** A person or a queue that records can belong to. */
export interface Owner {
  readonly id: string;
  readonly userId: number;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly type: 'PERSON' | 'QUEUE';
  readonly teams: readonly Membership[];
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
  readonly archivedAt: EpochMillis | null;
}

/** An owner as the API answers it: members without a value are left out; an archived one is no user any more. */
export function presentOwner(owner: Owner): AnswerOf<typeof ownerAnswer> {
  const { id, userId, email, firstName, lastName, type, teams, createdAt, updatedAt, archivedAt } = owner;
  return {
    id,
    ...(email === null ? {} : { email }),
    type,
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    ...(archivedAt === null ? { userId } : {}),
    userIdIncludingInactive: userId,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    archived: archivedAt !== null,
    ...(teams.length > 0 ? { teams } : {}),
  };
}
