import type { Person } from '../../engine/index.ts';
import { PEOPLE_TOLD_MAX } from './people-to-tell.ts';

/** People whom examples tell something. */
export const ADA: Person = {
  userId: '5',
  ownerId: '50',
  name: 'Ada',
  email: 'ada@example.test',
  isActive: true,
  isFirstTeam: true,
};
export const GRACE: Person = {
  ...ADA,
  userId: '6',
  ownerId: '60',
  name: 'Grace',
  email: 'grace@example.test',
};

/** One more than a step tells. */
export const CROWD: readonly Person[] = Array.from({ length: PEOPLE_TOLD_MAX + 1 }, (_, index) => ({
  ...ADA,
  userId: String(index + 1),
}));

export const user = (id: string) => ({ kind: 'people', of: 'user', id }) as const;
export const owner = (id: string) => ({ kind: 'people', of: 'owner', id }) as const;
export const team = (id: string) => ({ kind: 'people', of: 'team', id }) as const;
