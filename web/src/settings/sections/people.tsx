import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { call, query, queryClient } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Dialog,
  Empty,
  FailureNote,
  Loaded,
  Row,
  SkeletonRows,
  Soft,
  Status,
  Table,
  TextField,
} from '../../kit/index.ts';
import type { Section } from './section.ts';

export const people: Section = { id: 'people', name: 'Owners and users', Content: People };

const PAGE = 100;
const owners = query('GET /crm/v3/owners', { query: { limit: PAGE } });
const users = query('GET /settings/v3/users', { query: { limit: PAGE } });

function People() {
  const [isMaking, setMaking] = useState(false);
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
      New owner
    </Button>
  );
  const foundOwners = useQuery(owners);
  const foundUsers = useQuery(users);
  return (
    <>
      <Card title="Owners" lead="Records belong to them; flows hand records to them." actions={make}>
        <Loaded
          query={foundOwners}
          skeleton={<SkeletonRows rows={3} />}
          isEmpty={({ results }) => results.length === 0}
          empty={
            <Empty icon={Users} action={make}>
              There is no owner yet.
            </Empty>
          }
        >
          {({ results }) => (
            <Table
              label="Owners"
              columns={[{ name: 'Name' }, { name: 'Email' }, { name: 'Id', isWideOnly: true }]}
            >
              {results.map(({ id, firstName, lastName, email, archived }) => (
                <Row key={id} isFaint={archived}>
                  <Cell>{[firstName, lastName].filter(Boolean).join(' ') || '–'}</Cell>
                  <Cell>
                    <Soft>{email}</Soft>
                  </Cell>
                  <Cell isWideOnly>
                    <Soft>{id}</Soft>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      <Card title="Users" lead="They get notifications and internal mails.">
        <Loaded
          query={foundUsers}
          skeleton={<SkeletonRows rows={3} />}
          isEmpty={({ results }) => results.length === 0}
          empty={<Empty icon={Users}>There is no user yet: each owner with an address is one.</Empty>}
        >
          {({ results }) => (
            <Table
              label="Users"
              columns={[{ name: 'Name' }, { name: 'Email' }, { name: 'Role', isWideOnly: true }]}
            >
              {results.map(({ id, firstName, lastName, email, superAdmin }) => (
                <Row key={id}>
                  <Cell>{[firstName, lastName].filter(Boolean).join(' ') || '–'}</Cell>
                  <Cell>
                    <Soft>{email}</Soft>
                  </Cell>
                  <Cell isWideOnly>{superAdmin && <Status tone="goal">super admin</Status>}</Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {isMaking && <NewOwner onClose={() => setMaking(false)} />}
    </>
  );
}

function NewOwner({ onClose }: { readonly onClose: () => void }) {
  const [owner, setOwner] = useState({ email: '', firstName: '', lastName: '' });
  const set = (member: keyof typeof owner) => (value: string) =>
    setOwner((old) => ({ ...old, [member]: value }));
  const make = useMutation({
    mutationFn: () => call('POST /millrace/v1/owners', { body: owner }),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Dialog
      title="New owner"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Plus}
            reason={owner.email === '' ? 'Write an email address first.' : undefined}
            onPress={() => make.mutate()}
            isPending={make.isPending}
          >
            Create owner
          </Button>
        </>
      }
    >
      <TextField label="Email" type="email" value={owner.email} onChange={set('email')} autoFocus />
      <TextField label="First name" value={owner.firstName} onChange={set('firstName')} />
      <TextField label="Last name" value={owner.lastName} onChange={set('lastName')} />
      {make.error && <FailureNote error={make.error} />}
    </Dialog>
  );
}
