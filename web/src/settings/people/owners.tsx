import { useQuery } from '@tanstack/react-query';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { call, type Owner, query } from '../../api/index.ts';
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
import { personName } from './person-name.ts';

const PAGE = 100;

export function OwnersCard() {
  const found = useQuery(query('GET /crm/v3/owners', { query: { limit: PAGE } }));
  const [edited, setEdited] = useState<Owner | 'new'>();
  const [removed, setRemoved] = useState<Owner>();
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setEdited('new')}>
      New owner
    </Button>
  );
  return (
    <Card title="Owners" lead="Records belong to them; flows hand records to them." actions={make}>
      <Loaded
        query={found}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={({ results }) => results.length === 0}
        empty={
          <Empty icon={Users} action={make}>
            Records have nobody to belong to yet.
          </Empty>
        }
      >
        {({ results }) => (
          <Table
            label="Owners"
            columns={[
              { name: 'Name' },
              { name: 'Email', isWideOnly: true },
              { name: 'Id', isWideOnly: true },
              { name: 'Actions', isSilent: true, width: '48px' },
            ]}
          >
            {results.map((owner) => (
              <Row key={owner.id}>
                <Cell>{personName(owner)}</Cell>
                <Cell isWideOnly>
                  <Soft>{owner.email}</Soft>
                </Cell>
                <Cell isWideOnly>
                  <Soft>{owner.id}</Soft>
                </Cell>
                <Cell align="end">
                  <RowMenu
                    name={personName(owner)}
                    onEdit={() => setEdited(owner)}
                    onRemove={() => setRemoved(owner)}
                    removal="Archive…"
                  />
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
      {edited && (
        <OwnerDialog owner={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      {removed && (
        <RemoveDialog
          title={`Archive ${personName(removed)}?`}
          verb="Archive"
          said={`${personName(removed)} is archived.`}
          remove={() => call('DELETE /millrace/v1/owners/{ownerId}', { path: { ownerId: removed.id } })}
          onClose={() => setRemoved(undefined)}
        >
          Records keep this owner; flows hand no more records over, and nobody is notified any longer. The API
          can bring an archived owner back.
        </RemoveDialog>
      )}
    </Card>
  );
}

interface OwnerDialogProps {
  readonly owner: Owner | undefined;
  readonly onClose: () => void;
}

function OwnerDialog({ owner, onClose }: OwnerDialogProps) {
  const [person, setPerson] = useState({
    email: owner?.email ?? '',
    firstName: owner?.firstName ?? '',
    lastName: owner?.lastName ?? '',
  });
  const set = (member: keyof typeof person) => (value: string) =>
    setPerson((old) => ({ ...old, [member]: value }));
  return (
    <EditDialog
      title={owner ? `Edit ${personName(owner)}` : 'New owner'}
      verb={owner ? 'Save' : 'Create owner'}
      missing={person.email === '' ? 'Write an email address first.' : undefined}
      said={owner ? 'Saved.' : `${person.email} is an owner now.`}
      save={() =>
        owner
          ? call('PATCH /millrace/v1/owners/{ownerId}', { path: { ownerId: owner.id }, body: person })
          : call('POST /millrace/v1/owners', { body: person })
      }
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField
            label="Email"
            type="email"
            isRequired
            value={person.email}
            onChange={set('email')}
            problem={problemOf('email')}
          />
          <TextField label="First name" value={person.firstName} onChange={set('firstName')} />
          <TextField label="Last name" value={person.lastName} onChange={set('lastName')} />
        </>
      )}
    </EditDialog>
  );
}
