import { useQuery } from '@tanstack/react-query';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { call, type Team } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  Loaded,
  Row,
  SkeletonRows,
  Soft,
  Table,
  TextField,
} from '../../kit/index.ts';
import { EditDialog, RemoveDialog, RowMenu } from '../parts/index.ts';
import { teamsQuery } from './use-teams.ts';

export function TeamsCard() {
  const found = useQuery(teamsQuery);
  const [edited, setEdited] = useState<Team | 'new'>();
  const [removed, setRemoved] = useState<Team>();
  const make = (
    <Button icon={Plus} onPress={() => setEdited('new')}>
      New team
    </Button>
  );
  return (
    <Card
      title="Teams"
      lead="Flows rotate records among the people of a team, or notify them."
      actions={make}
    >
      <Loaded
        query={found}
        skeleton={<SkeletonRows rows={2} />}
        isEmpty={({ results }) => results.length === 0}
        empty={
          <Empty icon={UsersRound} action={make}>
            People are in no teams yet.
          </Empty>
        }
      >
        {({ results }) => (
          <Table
            label="Teams"
            columns={[
              { name: 'Name' },
              { name: 'Members', align: 'end' },
              { name: 'Actions', isSilent: true, width: '48px' },
            ]}
          >
            {results.map((team) => (
              <Row key={team.id}>
                <Cell>{team.name}</Cell>
                <Cell align="end">
                  <Soft>{team.userIds.length + team.secondaryUserIds.length}</Soft>
                </Cell>
                <Cell align="end">
                  <RowMenu
                    name={team.name}
                    onEdit={() => setEdited(team)}
                    onRemove={() => setRemoved(team)}
                  />
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
      {edited && (
        <TeamDialog team={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      {removed && (
        <RemoveDialog
          title={`Delete the team ${removed.name}?`}
          said={`The team ${removed.name} is deleted.`}
          remove={() => call('DELETE /millrace/v1/teams/{teamId}', { path: { teamId: removed.id } })}
          onClose={() => setRemoved(undefined)}
        >
          Its people stay. Actions that name the team find nobody in it from now on.
        </RemoveDialog>
      )}
    </Card>
  );
}

function TeamDialog({ team, onClose }: { readonly team: Team | undefined; readonly onClose: () => void }) {
  const [name, setName] = useState(team?.name ?? '');
  return (
    <EditDialog
      title={team ? `Rename ${team.name}` : 'New team'}
      verb={team ? 'Save' : 'Create team'}
      missing={name.trim() === '' ? 'Give it a name first.' : undefined}
      said={team ? 'Saved.' : `The team ${name} is made.`}
      save={() =>
        team
          ? call('PATCH /millrace/v1/teams/{teamId}', { path: { teamId: team.id }, body: { name } })
          : call('POST /millrace/v1/teams', { body: { name } })
      }
      onClose={onClose}
    >
      {(problemOf) => <TextField label="Name" value={name} onChange={setName} problem={problemOf('name')} />}
    </EditDialog>
  );
}
