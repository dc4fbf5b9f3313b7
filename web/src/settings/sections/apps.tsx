import { useMutation, useQuery } from '@tanstack/react-query';
import { AppWindow, Plus } from 'lucide-react';
import { useState } from 'react';
import { call, query, queryClient, useSession } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Dialog,
  Empty,
  FailureNote,
  Instant,
  Loaded,
  Row,
  SkeletonRows,
  Soft,
  Table,
  TextField,
} from '../../kit/index.ts';
import type { Section } from './section.ts';
import { ShownOnce } from './shown-once.tsx';

export const apps: Section = { id: 'apps', name: 'Apps', Content: Apps };

const list = query('GET /millrace/v1/apps', {});

function Apps() {
  const found = useQuery(list);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
      New app
    </Button>
  );
  return (
    <>
      <Card title="Apps" lead="They bring actions of their own, and sign in by OAuth." actions={make}>
        <Loaded
          query={found}
          skeleton={<SkeletonRows rows={3} />}
          isEmpty={({ results }) => results.length === 0}
          empty={
            <Empty icon={AppWindow} action={make}>
              There is no app yet.
            </Empty>
          }
        >
          {({ results }) => (
            <Table
              label="Apps"
              columns={[
                { name: 'Name' },
                { name: 'Client id', isWideOnly: true },
                { name: 'Made', align: 'end' },
              ]}
            >
              {results.map(({ id, name, clientId, createdAt }) => (
                <Row key={id}>
                  <Cell>
                    {name} <Soft>{id}</Soft>
                  </Cell>
                  <Cell isWideOnly>
                    <code>{clientId}</code>
                  </Cell>
                  <Cell align="end">
                    <Soft>
                      <Instant at={createdAt} />
                    </Soft>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {isMaking && (
        <NewApp
          onClose={() => setMaking(false)}
          onMade={(secret) => {
            setMaking(false);
            setMade(secret);
          }}
        />
      )}
      {made !== undefined && (
        <ShownOnce title="The app's client secret" secret={made} onClose={() => setMade(undefined)} />
      )}
    </>
  );
}

interface NewAppProps {
  readonly onClose: () => void;
  readonly onMade: (clientSecret: string) => void;
}

function NewApp({ onClose, onMade }: NewAppProps) {
  const { scopes } = useSession();
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: () => call('POST /millrace/v1/apps', { body: { name, scopes: [...scopes] } }),
    onSuccess: async ({ clientSecret }) => {
      await queryClient.invalidateQueries({ queryKey: list.queryKey });
      onMade(clientSecret);
    },
  });
  return (
    <Dialog
      title="New app"
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
            Create app
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        autoFocus
        description="It may ask for every scope that you have; the API makes apps that may ask for fewer."
      />
      {make.error && <FailureNote error={make.error} />}
    </Dialog>
  );
}
