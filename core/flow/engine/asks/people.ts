import { askKind } from './ask-kind.ts';

/** Whom an id stands for: a user, the members of a team, or the person behind an owner. */
export interface PeopleAsk {
  readonly kind: 'people';
  readonly of: 'user' | 'team' | 'owner';
  readonly id: string;
}

/** Somebody of the account who can be told something, and whom records can belong to. */
export interface Person {
  readonly userId: string;
  readonly ownerId: string;
  /** A name or, without one, the address. */
  readonly name: string;
  readonly email: string | null;
  /** False for a deactivated one: a team has none of these. */
  readonly isActive: boolean;
  /** Of the members of a team: whether it is their first one. */
  readonly isFirstTeam: boolean;
}

/** In the order of their user ids; null when nothing has the id. */
export const people = askKind<PeopleAsk, readonly Person[] | null>(
  'people',
  ({ of, id }) => `${of} ${id}`,
  () => null,
);
