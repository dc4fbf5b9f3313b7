import { typeName } from '@millrace/core/sentences';
import { useQuery } from '@tanstack/react-query';
import { Plug, Plus } from 'lucide-react';
import { useState } from 'react';
import { type ActionAdapter, call, query, useNamesOf } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  Instant,
  Loaded,
  Row,
  Select,
  SkeletonRows,
  Soft,
  Table,
  TextField,
} from '../../kit/index.ts';
import { EditDialog, RemoveDialog, RowMenu } from '../parts/index.ts';
import type { Section } from './section.ts';

export const adapters: Section = { id: 'adapters', name: 'Action adapters', Content: Adapters };

function Adapters() {
  const found = useQuery(query('GET /millrace/v1/action-adapters', {}));
  const ids = (found.data?.results ?? []).map(({ actionTypeId }) => actionTypeId);
  const names = useNamesOf({ things: { actionType: ids } });
  const [edited, setEdited] = useState<ActionAdapter | 'new'>();
  const [removed, setRemoved] = useState<ActionAdapter>();
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setEdited('new')}>
      New adapter
    </Button>
  );
  return (
    <Card
      title="Action adapters"
      lead="Receivers of your own for types of actions that do not run here by themselves."
      actions={make}
    >
      <Loaded
        query={found}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={({ results }) => results.length === 0}
        empty={
          <Empty icon={Plug} action={make}>
            No type of action is handed to a receiver yet.
          </Empty>
        }
      >
        {({ results }) => (
          <Table
            label="Action adapters"
            columns={[
              { name: 'Action' },
              { name: 'Goes to' },
              { name: 'Signed with', isWideOnly: true },
              { name: 'Last change', align: 'end', isWideOnly: true },
              { name: 'Actions', isSilent: true, width: '48px' },
            ]}
          >
            {results.map((adapter) => {
              const { actionTypeId, url, secretName, appId, updatedAt } = adapter;
              return (
                <Row key={actionTypeId}>
                  <Cell>
                    {typeName({ type: 'SINGLE_CONNECTION', actionTypeId }, names)}{' '}
                    <Soft>
                      <code>{actionTypeId}</code>
                    </Soft>
                  </Cell>
                  <Cell>{url}</Cell>
                  <Cell isWideOnly>
                    <Soft>{secretName ?? (appId === null ? 'nothing' : `the secret of app ${appId}`)}</Soft>
                  </Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>
                      <Instant at={updatedAt} />
                    </Soft>
                  </Cell>
                  <Cell align="end">
                    <RowMenu
                      name={actionTypeId}
                      onEdit={() => setEdited(adapter)}
                      onRemove={() => setRemoved(adapter)}
                    />
                  </Cell>
                </Row>
              );
            })}
          </Table>
        )}
      </Loaded>
      {edited && (
        <AdapterDialog adapter={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      {removed && (
        <RemoveDialog
          title={`Delete the adapter of ${removed.actionTypeId}?`}
          said="The adapter is deleted."
          remove={() =>
            call('DELETE /millrace/v1/action-adapters/{actionTypeId}', {
              path: { actionTypeId: removed.actionTypeId },
            })
          }
          onClose={() => setRemoved(undefined)}
        >
          Actions of this type do nothing here from now on.
        </RemoveDialog>
      )}
    </Card>
  );
}

interface AdapterDialogProps {
  readonly adapter: ActionAdapter | undefined;
  readonly onClose: () => void;
}

const UNSIGNED = { id: '', name: 'Nothing' } as const;

function AdapterDialog({ adapter, onClose }: AdapterDialogProps) {
  const secrets = useQuery(query('GET /millrace/v1/secrets', {}));
  const [actionTypeId, setTypeId] = useState(adapter?.actionTypeId ?? '');
  const [url, setUrl] = useState(adapter?.url ?? '');
  const [secretName, setSecret] = useState(adapter?.secretName ?? UNSIGNED.id);
  const [seconds, setSeconds] = useState(String(adapter?.timeoutSeconds ?? ''));
  const isTime = seconds === '' || (/^\d+$/.test(seconds) && Number(seconds) > 0);
  const choices = (secrets.data?.results ?? []).map(({ name }) => ({ id: name, name }));
  return (
    <EditDialog
      title={adapter ? `Edit the adapter of ${adapter.actionTypeId}` : 'New action adapter'}
      verb={adapter ? 'Save' : 'Create adapter'}
      missing={
        /^\d{1,9}-\d{1,18}$/.test(actionTypeId)
          ? url === ''
            ? 'Write where it goes to.'
            : isTime
              ? undefined
              : 'Write the seconds as a number.'
          : 'Write the id of a type of action, as 0-40900952.'
      }
      said={adapter ? 'Saved.' : 'Actions of this type go to the receiver from now on.'}
      save={() =>
        call('PUT /millrace/v1/action-adapters/{actionTypeId}', {
          path: { actionTypeId },
          body: {
            url,
            // What is signed with the secret of an app stays so.
            ...(adapter?.appId && secretName === UNSIGNED.id ? { appId: adapter.appId } : {}),
            secretName: secretName === UNSIGNED.id ? null : secretName,
            timeoutSeconds: seconds === '' ? null : Number(seconds),
          },
        })
      }
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField
            label="Type of action"
            value={actionTypeId}
            onChange={setTypeId}
            isCode
            isDisabled={adapter !== undefined}
            placeholder="0-40900952"
            problem={problemOf('actionTypeId')}
          />
          <TextField
            label="Goes to"
            type="url"
            value={url}
            onChange={setUrl}
            isCode
            placeholder="https://gateway.example.com/sms"
            problem={problemOf('url')}
          />
          <Select
            label="Signed with"
            choices={[UNSIGNED, ...choices]}
            value={secretName}
            onChange={setSecret}
            problem={problemOf('secretName')}
          />
          <TextField
            label="Waits for an answer"
            value={seconds}
            onChange={setSeconds}
            placeholder="As long as usual"
            description="In seconds."
            problem={problemOf('timeoutSeconds')}
          />
        </>
      )}
    </EditDialog>
  );
}
