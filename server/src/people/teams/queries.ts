import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Membership } from './membership.ts';

/** A team with its users by their ids: those whose first team it is, and the others. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly userIds: readonly string[];
  readonly secondaryUserIds: readonly string[];
}

/** Every team of the account; archived users are in none. */
export async function selectTeams(db: Db, account: AccountId): Promise<Team[]> {
  const rows = await db`
    select teams.id, teams.name,
      coalesce(array_agg(owners.user_id::text order by owners.user_id)
        filter (where (membership -> 'primary')::boolean), '{}') as "userIds",
      coalesce(array_agg(owners.user_id::text order by owners.user_id)
        filter (where not (membership -> 'primary')::boolean), '{}') as "secondaryUserIds"
    from teams
    left join (
      select owners.user_id, membership from owners, jsonb_array_elements(owners.teams) membership
      where owners.account_id = ${account} and owners.archived_at is null and owners.type = 'PERSON'
    ) owners on membership ->> 'id' = teams.id::text
    where teams.account_id = ${account}
    group by teams.id, teams.name
    order by teams.id`;
  return rows as unknown as Team[];
}

/** The names of teams by their ids; unknown ids are left out. */
export async function selectTeamNames(
  db: Db,
  account: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const numbers = ids.filter((id) => /^\d{1,18}$/.test(id));
  if (numbers.length === 0) return new Map();
  const rows = await db<{ id: string; name: string }[]>`
    select id, name from teams where account_id = ${account} and id = any(${numbers}::bigint[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Undefined when the id is taken. */
export async function insertTeam(
  { tx, account }: Unit,
  name: string,
  id: string | undefined,
): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`
    insert into teams (account_id, id, name) values (${account.id}, coalesce(${id ?? null}::bigint, nextval('team_ids')), ${name})
    on conflict do nothing returning id`;
  return row?.id;
}

/** Notes the teams that an owner is put into: one that is not there is made, one that is there takes the name. */
export async function upsertTeams({ tx, account }: Unit, teams: readonly Membership[]): Promise<void> {
  if (teams.length === 0) return;
  const ordered = [...new Map(teams.map((team) => [BigInt(team.id), team.name]))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  await tx`
    insert into teams (account_id, id, name)
    select ${account.id}, id, name
    from unnest(${ordered.map(([id]) => String(id))}::bigint[], ${ordered.map(([, name]) => name)}::text[]) named (id, name)
    on conflict (account_id, id) do update set name = excluded.name where teams.name <> excluded.name`;
}

/** False when there is no such team. */
export async function renameTeam({ tx, account }: Unit, id: string, name: string): Promise<boolean> {
  const rows = await tx`
    update teams set name = ${name} where account_id = ${account.id} and id = ${id}::bigint returning id`;
  return rows.length > 0;
}

/** Takes a team away, and everybody out of it; false when there is none. */
export async function deleteTeam({ tx, account }: Unit, id: string): Promise<boolean> {
  const rows =
    await tx`delete from teams where account_id = ${account.id} and id = ${id}::bigint returning id`;
  await tx`
    update owners set updated_at = ${account.now}, teams = coalesce((
      select jsonb_agg(membership order by place)
      from jsonb_array_elements(owners.teams) with ordinality listed (membership, place)
      where membership ->> 'id' <> ${id}
    ), '[]')
    where account_id = ${account.id} and teams @> jsonb_build_array(jsonb_build_object('id', ${id}::text))`;
  return rows.length > 0;
}
