import { useQuery } from '@tanstack/react-query';
import { query } from '../../api/index.ts';

export const teamsQuery = query('GET /settings/v3/users/teams', {});

export const NO_TEAM = { id: 'none', name: 'No team' } as const;

interface TeamName {
  readonly id: string;
  readonly name: string;
}

/** The teams, to a token that may see them. */
export function useTeams(): readonly TeamName[] {
  const { data } = useQuery(teamsQuery);
  return (data?.results ?? []).map(({ id, name }) => ({ id, name }));
}
