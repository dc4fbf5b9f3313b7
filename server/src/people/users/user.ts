import type { AnswerOf } from '../../platform/index.ts';
import type { userAnswer } from '../answers.ts';
import type { Owner } from '../owners/owner.ts';

/** What a path names a user by. */
export type UserIdProperty = 'USER_ID' | 'EMAIL';

/** An owner that is a person, as the users API answers it. No user has roles here. */
export function presentUser({
  userId,
  email,
  firstName,
  lastName,
  teams,
}: Owner): AnswerOf<typeof userAnswer> {
  const primary = teams.find((team) => team.primary);
  const secondary = teams.filter((team) => team !== primary);
  return {
    id: String(userId),
    email: email ?? '',
    ...(firstName ? { firstName } : {}),
    ...(lastName ? { lastName } : {}),
    ...(primary ? { primaryTeamId: primary.id } : {}),
    ...(secondary.length > 0 ? { secondaryTeamIds: secondary.map(({ id }) => id) } : {}),
    roleIds: [],
    superAdmin: false,
  };
}
