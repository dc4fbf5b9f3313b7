import { useMutation, useQuery } from '@tanstack/react-query';
import { LockKeyhole, Plus } from 'lucide-react';
import { useState } from 'react';
import { call, query, queryClient } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Confirm,
  Dialog,
  Empty,
  Instant,
  Loaded,
  problemOf,
  Row,
  SkeletonRows,
  Soft,
  Table,
  TextField,
  toast,
} from '../../kit/index.ts';
import type { Section } from './section.ts';

export const secrets: Section = { id: 'secrets', name: 'Secrets', Content: Secrets };

const list = query('GET /millrace/v1/secrets', {});

function Secrets() {
  const found = useQuery(list);
  /** The secret that gets a value; an empty name makes a new one. */
  const [written, setWritten] = useState<string>();
  const [removed, setRemoved] = useState<string>();
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setWritten('')}>
      New secret
    </Button>
  );
  return (
    <>
      <Card
        title="Secrets"
        lead="Custom code and webhooks use them by name. Their values are kept encrypted, and shown to nobody."
        actions={make}
      >
        <Loaded
          query={found}
          skeleton={<SkeletonRows rows={3} />}
          isEmpty={({ results }) => results.length === 0}
          empty={
            <Empty icon={LockKeyhole} action={make}>
              There is no secret yet.
            </Empty>
          }
        >
          {({ results }) => (
            <Table
              label="Secrets"
              columns={[
                { name: 'Name' },
                { name: 'Last change', align: 'end', isWideOnly: true },
                { name: 'Actions', isSilent: true, align: 'end' },
              ]}
            >
              {results.map(({ name, updatedAt }) => (
                <Row key={name}>
                  <Cell>
                    <code>{name}</code>
                  </Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>
                      <Instant at={updatedAt} />
                    </Soft>
                  </Cell>
                  <Cell align="end">
                    <Button kind="quiet" onPress={() => setWritten(name)}>
                      Replace
                    </Button>
                    <Button kind="quiet" onPress={() => setRemoved(name)}>
                      Delete
                    </Button>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {written !== undefined && <Write name={written} onClose={() => setWritten(undefined)} />}
      {removed !== undefined && <Remove name={removed} onClose={() => setRemoved(undefined)} />}
    </>
  );
}

interface NamedProps {
  readonly name: string;
  readonly onClose: () => void;
}

function Write({ name: given, onClose }: NamedProps) {
  const [name, setName] = useState(given);
  const [value, setValue] = useState('');
  const save = useMutation({
    mutationFn: () => call('PUT /millrace/v1/secrets/{name}', { path: { name }, body: { value } }),
    onSuccess: async () => {
      toast({ tone: 'ok', text: `${name} is kept.` });
      onClose();
      await queryClient.invalidateQueries({ queryKey: list.queryKey });
    },
  });
  const missing = name === '' ? 'Give it a name first.' : value === '' ? 'Write its value.' : undefined;
  return (
    <Dialog
      title={given === '' ? 'New secret' : `Replace ${given}`}
      isOpen
      failure={save.error}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" reason={missing} onPress={() => save.mutate()} isPending={save.isPending}>
            Keep
          </Button>
        </>
      }
    >
      {given === '' && (
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          isCode
          placeholder="API_KEY"
          problem={problemOf(save.error, 'name')}
        />
      )}
      <TextField
        label="Value"
        type="password"
        value={value}
        onChange={setValue}
        isCode
        autoComplete="off"
        problem={problemOf(save.error, 'value')}
      />
    </Dialog>
  );
}

function Remove({ name, onClose }: NamedProps) {
  const remove = useMutation({
    mutationFn: () => call('DELETE /millrace/v1/secrets/{name}', { path: { name } }),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: list.queryKey });
    },
  });
  return (
    <Confirm
      title={`Delete ${name}?`}
      verb="Delete"
      kind="danger"
      isOpen
      onClose={onClose}
      onConfirm={() => remove.mutate()}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>Actions that use it fail from now on.</p>
    </Confirm>
  );
}
