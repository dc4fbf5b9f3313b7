import { useQuery } from '@tanstack/react-query';
import { AppWindow, Plus } from 'lucide-react';
import { useState } from 'react';
import { type App, call, query } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  CopiedCode,
  Empty,
  Instant,
  Loaded,
  Row,
  SkeletonRows,
  Soft,
  Table,
  TextField,
} from '../../kit/index.ts';
import { EditDialog, RemoveDialog, RowMenu, ScopeChoice } from '../parts/index.ts';
import styles from './form.module.css';
import type { Section } from './section.ts';
import { ShownOnce } from './shown-once.tsx';

export const apps: Section = { id: 'apps', name: 'Apps', Content: Apps };

const list = query('GET /millrace/v1/apps', {});

function Apps() {
  const found = useQuery(list);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const [removed, setRemoved] = useState<App>();
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
                { name: 'Scopes', isWideOnly: true },
                { name: 'Made', align: 'end', isWideOnly: true },
                { name: 'Actions', isSilent: true, width: '48px' },
              ]}
            >
              {results.map((app) => (
                <Row key={app.id}>
                  <Cell>
                    <span title={`App ${app.id}`}>{app.name}</span>
                  </Cell>
                  <Cell isWideOnly>
                    <CopiedCode code={app.clientId} label="Copy the client id" />
                  </Cell>
                  <Cell isWideOnly>
                    <span className={styles['scopeList']}>{app.scopes.join(', ')}</span>
                  </Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>
                      <Instant at={app.createdAt} />
                    </Soft>
                  </Cell>
                  <Cell align="end">
                    <RowMenu name={app.name} onRemove={() => setRemoved(app)} />
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {isMaking && <NewApp onMade={setMade} onClose={() => setMaking(false)} />}
      {made !== undefined && (
        <ShownOnce title="The app's client secret" secret={made} onClose={() => setMade(undefined)} />
      )}
      {removed && (
        <RemoveDialog
          title={`Delete ${removed.name}?`}
          said={`${removed.name} is deleted.`}
          remove={() => call('DELETE /millrace/v1/apps/{appId}', { path: { appId: removed.id } })}
          onClose={() => setRemoved(undefined)}
        >
          Its tokens end, and its actions in flows fail from now on. This cannot be undone.
        </RemoveDialog>
      )}
    </>
  );
}

interface NewAppProps {
  readonly onClose: () => void;
  readonly onMade: (clientSecret: string) => void;
}

function NewApp({ onClose, onMade }: NewAppProps) {
  const [name, setName] = useState('');
  const [uris, setUris] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return (
    <EditDialog
      title="New app"
      verb="Create app"
      size="large"
      missing={
        name.trim() === ''
          ? 'Give it a name first.'
          : chosen.size === 0
            ? 'Choose what it may ask for.'
            : undefined
      }
      save={() =>
        call('POST /millrace/v1/apps', {
          body: { name, scopes: [...chosen], redirectUris: linesOf(uris) },
        })
      }
      onSaved={({ clientSecret }) => onMade(clientSecret)}
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField label="Name" value={name} onChange={setName} problem={problemOf('name')} />
          <TextField
            label="Redirect URLs"
            value={uris}
            onChange={setUris}
            rows={2}
            isCode
            description="Where people come back to after they have let it in; one on each line."
            problem={problemOf('redirectUris')}
          />
          <ScopeChoice legend="Scopes that it may ask for" chosen={chosen} onChange={setChosen} />
        </>
      )}
    </EditDialog>
  );
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
