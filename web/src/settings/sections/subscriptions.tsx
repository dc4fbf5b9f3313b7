import { useQuery } from '@tanstack/react-query';
import { Bell, Plus } from 'lucide-react';
import { useState } from 'react';
import { call, query, type SubscriptionType } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  Loaded,
  Row,
  SkeletonRows,
  Soft,
  Status,
  Switch,
  Table,
  TextField,
} from '../../kit/index.ts';
import { EditDialog, RowMenu } from '../parts/index.ts';
import type { Section } from './section.ts';

export const subscriptions: Section = {
  id: 'subscriptions',
  name: 'Subscription types',
  Content: Subscriptions,
};

function Subscriptions() {
  const found = useQuery(query('GET /communication-preferences/v4/definitions', {}));
  const [edited, setEdited] = useState<SubscriptionType | 'new'>();
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setEdited('new')}>
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
                { name: 'Actions', isSilent: true, width: '48px' },
              ]}
            >
              {results.map((type) => (
                <Row key={type.id}>
                  <Cell>{type.name}</Cell>
                  <Cell isWideOnly>
                    <Soft>{type.description}</Soft>
                  </Cell>
                  <Cell align="end">
                    {type.isActive ? (
                      <Status tone="ok">active</Status>
                    ) : (
                      <Status tone="off">not offered</Status>
                    )}
                  </Cell>
                  <Cell align="end">
                    <RowMenu name={type.name} onEdit={() => setEdited(type)} />
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {edited && (
        <TypeDialog type={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

interface TypeDialogProps {
  readonly type: SubscriptionType | undefined;
  readonly onClose: () => void;
}

function TypeDialog({ type, onClose }: TypeDialogProps) {
  const [name, setName] = useState(type?.name ?? '');
  const [description, setDescription] = useState(type?.description ?? '');
  const [isActive, setActive] = useState(type?.isActive ?? true);
  const body = { name, description };
  return (
    <EditDialog
      title={type ? `Edit ${type.name}` : 'New subscription type'}
      verb={type ? 'Save' : 'Create type'}
      missing={name.trim() === '' ? 'Give it a name first.' : undefined}
      said={type ? 'Saved.' : `${name} is offered now.`}
      save={() =>
        type
          ? call('PATCH /millrace/v1/subscription-types/{subscriptionTypeId}', {
              path: { subscriptionTypeId: type.id },
              body: { ...body, isActive },
            })
          : call('POST /millrace/v1/subscription-types', { body })
      }
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField label="Name" value={name} onChange={setName} problem={problemOf('name')} />
          <TextField
            label="Description"
            value={description}
            onChange={setDescription}
            rows={3}
            problem={problemOf('description')}
          />
          {type && (
            <Switch isSelected={isActive} onChange={setActive}>
              Offered to contacts
            </Switch>
          )}
        </>
      )}
    </EditDialog>
  );
}
