import { everyPage } from '../../support/every-page.ts';
import type { Target } from '../../target/target.ts';
import { bring } from '../bring.ts';
import type { Importing } from '../importing.ts';

/** As many as the original gives at once. */
const PAGE = 100;

/** Teams, owners and users; owners and teams keep their ids where those are free, since records and flows name them. */
export async function bringPeople(importing: Importing): Promise<void> {
  await bringTeams(importing);
  await bringOwners(importing);
  await bringUsers(importing);
}

async function bringTeams(importing: Importing): Promise<void> {
  const teams = async (target: Target) => (await target.call('GET /settings/v3/users/teams')).results;
  const there = await teams(importing.target);
  for (const { id, name } of await teams(importing.source))
    await bring(importing, {
      choice: 'people',
      what: 'teams',
      coming: { kind: 'team', id, name },
      there,
      make: async () => {
        const free = !there.some((team) => team.id === id);
        const body = { name, ...(free ? { id } : {}) };
        return (await importing.target.call('POST /millrace/v1/teams', { body })).id;
      },
    });
}

async function bringOwners(importing: Importing): Promise<void> {
  const { source, target, state } = importing;
  const owners = await ownersOf(source);
  const there = await ownersOf(target);
  for (const owner of owners) {
    const { id, email = '', firstName, lastName, type, userId, teams = [] } = owner;
    const found = await bring(importing, {
      choice: 'people',
      what: 'owners',
      coming: { kind: 'owner', id, name: email },
      there,
      make: async () => {
        const taken = (test: (each: (typeof there)[number]) => boolean) => there.some(test);
        const inTeams = teams.flatMap((team) => {
          const teamId = state.idOf('team', team.id);
          return teamId === undefined ? [] : [{ id: teamId, name: team.name, primary: team.primary }];
        });
        const made = await target.call('POST /millrace/v1/owners', {
          body: {
            email,
            ...(firstName ? { firstName } : {}),
            ...(lastName ? { lastName } : {}),
            type,
            teams: inTeams,
            ...(taken((each) => each.id === id) ? {} : { id }),
            ...(userId === undefined || taken((each) => each.userId === userId) ? {} : { userId }),
          },
        });
        if (userId !== undefined && made.userId !== undefined)
          state.note('user', String(userId), String(made.userId));
        return made.id;
      },
    });
    if (userId !== undefined && found?.userId !== undefined)
      state.note('user', String(userId), String(found.userId));
  }
}

/** Users are owners as well; those that the source tells of without an owner are made by themselves. */
async function bringUsers(importing: Importing): Promise<void> {
  const there = (await usersOf(importing.target)).map((user) => ({ ...user, name: user.email }));
  for (const { id, email, firstName, lastName } of await usersOf(importing.source))
    await bring(importing, {
      choice: 'people',
      what: 'users',
      coming: { kind: 'user', id, name: email },
      there,
      make: async () => {
        const body = {
          email,
          ...(firstName === undefined ? {} : { firstName }),
          ...(lastName === undefined ? {} : { lastName }),
          sendWelcomeEmail: false,
        };
        return (await importing.target.call('POST /settings/v3/users', { body })).id;
      },
    });
}

async function ownersOf(target: Target) {
  const owners = await everyPage((after) =>
    target.call('GET /crm/v3/owners', { query: { limit: PAGE, after } }),
  );
  return owners.map((owner) => ({ ...owner, name: owner.email ?? '' }));
}

function usersOf(target: Target) {
  return everyPage((after) => target.call('GET /settings/v3/users', { query: { limit: PAGE, after } }));
}
