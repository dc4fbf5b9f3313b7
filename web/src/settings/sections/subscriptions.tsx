import { useMutation, useQuery } from '@tanstack/react-query';
import { Bell, Plus } from 'lucide-react';
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

export const subscriptions: Section = {
  id: 'subscriptions',
  name: 'Subscription types',
  Content: Subscriptions,
};

function Subscriptions() {
  const found = useQuery(query('GET /communication-preferences/v4/definitions', {}));
  const [isMaking, setMaking] = useState(false);
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
      New type
    </Button>
  );
  return (
    <>
      <Card
        title="Subscription types"
        lead="What contacts can subscribe to, and unsubscribe from."
        actions={make}
      >
        <Loaded
          query={found}
          skeleton={<SkeletonRows rows={3} />}
          isEmpty={({ results }) => results.length === 0}
          empty={
            <Empty icon={Bell} action={make}>
              There is none yet.
            </Empty>
          }
        >
          {({ results }) => (
            <Table
              label="Subscription types"
              columns={[
                { name: 'Name' },
                { name: 'Description', isWideOnly: true },
                { name: 'State', align: 'end' },
              ]}
            >
              {results.map(({ id, name, description, isActive }) => (
                <Row key={id}>
                  <Cell>{name}</Cell>
                  <Cell isWideOnly>
                    <Soft>{description}</Soft>
                  </Cell>
                  <Cell align="end">
                    {isActive ? <Status tone="ok">active</Status> : <Status tone="off">not offered</Status>}
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {isMaking && <NewType onClose={() => setMaking(false)} />}
    </>
  );
}

function NewType({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const make = useMutation({
    mutationFn: () => call('POST /millrace/v1/subscription-types', { body: { name, description } }),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Dialog
      title="New subscription type"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Plus}
            reason={name.trim() === '' ? 'Give it a name first.' : undefined}
            onPress={() => make.mutate()}
            isPending={make.isPending}
          >
            Create type
          </Button>
        </>
      }
    >
      <TextField label="Name" value={name} onChange={setName} autoFocus />
      <TextField label="Description" value={description} onChange={setDescription} rows={3} />
      {make.error && <FailureNote error={make.error} />}
    </Dialog>
  );
}
