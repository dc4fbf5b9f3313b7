import { OwnersCard } from '../people/owners.tsx';
import { TeamsCard } from '../people/teams.tsx';
import { UsersCard } from '../people/users.tsx';
import type { Section } from './section.ts';

export const people: Section = { id: 'people', name: 'Owners and users', Content: People };

function People() {
  return (
    <>
      <OwnersCard />
      <UsersCard />
      <TeamsCard />
    </>
  );
}
