import { useQuery } from '@tanstack/react-query';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { call, query, type User } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  Loaded,
  Row,
  Select,
  SkeletonRows,
  Soft,
  Table,
  TextField,
} from '../../kit/index.ts';
import { EditDialog, RemoveDialog, RowMenu } from '../parts/index.ts';
import { personName } from './person-name.ts';
import { NO_TEAM, useTeams } from './use-teams.ts';

const PAGE = 100;

export function UsersCard() {
  const found = useQuery(query('GET /settings/v3/users', { query: { limit: PAGE } }));
  const teams = useTeams();
  const [edited, setEdited] = useState<User | 'new'>();
  const [removed, setRemoved] = useState<User>();
  const make = (
    <Button icon={Plus} onPress={() => setEdited('new')}>
      New user
    </Button>
  );
  return (
    <Card
      title="Users"
      lead="They get notifications and internal mails; each is an owner, too."
      actions={make}
    >
      <Loaded
        query={found}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={({ results }) => results.length === 0}
        empty={
          <Empty icon={Users} action={make}>
            There is nobody to notify yet.
          </Empty>
        }
      >
        {({ results }) => (
          <Table
            label="Users"
            columns={[
              { name: 'Name' },
              { name: 'Email', isWideOnly: true },
              { name: 'Team', isWideOnly: true },
              { name: 'Actions', isSilent: true, width: '48px' },
            ]}
          >
            {results.map((user) => (
              <Row key={user.id}>
                <Cell>{personName(user)}</Cell>
                <Cell isWideOnly>
                  <Soft>{user.email}</Soft>
                </Cell>
                <Cell isWideOnly>
                  <Soft>{teams.find(({ id }) => id === user.primaryTeamId)?.name ?? '–'}</Soft>
                </Cell>
                <Cell align="end">
                  <RowMenu
                    name={personName(user)}
                    onEdit={() => setEdited(user)}
                    onRemove={() => setRemoved(user)}
                  />
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
      {edited && (
        <UserDialog user={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      {removed && (
        <RemoveDialog
          title={`Delete the user ${personName(removed)}?`}
          said={`${personName(removed)} is no user any more.`}
          remove={() => call('DELETE /settings/v3/users/{userId}', { path: { userId: removed.id } })}
          onClose={() => setRemoved(undefined)}
        >
          Records keep this owner. Actions that notify this user fail from now on.
        </RemoveDialog>
      )}
    </Card>
  );
}

interface UserDialogProps {
  readonly user: User | undefined;
  readonly onClose: () => void;
}

function UserDialog({ user, onClose }: UserDialogProps) {
  const teams = useTeams();
  const [email, setEmail] = useState(user?.email ?? '');
  const [firstName, setFirstName] = useState(user?.firstName ?? '');
  const [lastName, setLastName] = useState(user?.lastName ?? '');
  const [team, setTeam] = useState(user?.primaryTeamId ?? NO_TEAM.id);
  const primaryTeamId = team === NO_TEAM.id ? null : team;
  const names = { firstName, lastName, primaryTeamId };
  return (
    <EditDialog
      title={user ? `Edit ${personName(user)}` : 'New user'}
      verb={user ? 'Save' : 'Create user'}
      missing={email === '' ? 'Write an email address first.' : undefined}
      said={user ? 'Saved.' : `${email} is a user now.`}
      save={() =>
        user
          ? call('PUT /settings/v3/users/{userId}', { path: { userId: user.id }, body: names })
          : call('POST /settings/v3/users', { body: { ...names, email } })
      }
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField
            label="Email"
            type="email"
            isRequired
            isDisabled={user !== undefined}
            value={email}
            onChange={setEmail}
            problem={problemOf('email')}
          />
          <TextField label="First name" value={firstName} onChange={setFirstName} />
          <TextField label="Last name" value={lastName} onChange={setLastName} />
          <Select
            label="Team"
            choices={[NO_TEAM, ...teams]}
            value={team}
            onChange={setTeam}
            problem={problemOf('primaryTeamId')}
          />
        </>
      )}
    </EditDialog>
  );
}
