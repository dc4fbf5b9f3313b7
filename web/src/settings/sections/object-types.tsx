import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { call, queryClient, useObjectTypes } from '../../api/index.ts';
import { Button, Card, Cell, Dialog, FailureNote, Row, Soft, Table, TextField } from '../../kit/index.ts';
import type { Section } from './section.ts';

export const objectTypesSection: Section = { id: 'object-types', name: 'Object types', Content: ObjectTypes };

function ObjectTypes() {
  const types = useObjectTypes();
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <Card
        title="Object types"
        lead="Beside the standard ones an account may have types of records of its own."
        actions={
          <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
            New object type
          </Button>
        }
      >
        <Table
          label="Object types"
          columns={[{ name: 'Name' }, { name: 'Id' }, { name: 'Kind', align: 'end' }]}
        >
          {types.map(({ id, plural }) => (
            <Row key={id}>
              <Cell>{plural}</Cell>
              <Cell>
                <code>{id}</code>
              </Cell>
              <Cell align="end">
                <Soft>{id.startsWith('0-') ? 'standard' : 'own'}</Soft>
              </Cell>
            </Row>
          ))}
        </Table>
      </Card>
      {isMaking && <NewObjectType onClose={() => setMaking(false)} />}
    </>
  );
}

function NewObjectType({ onClose }: { readonly onClose: () => void }) {
  const [singular, setSingular] = useState('');
  const [plural, setPlural] = useState('');
  const name = singular
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  const make = useMutation({
    mutationFn: () =>
      call('POST /crm-object-schemas/v3/schemas', {
        body: {
          name,
          labels: { singular, plural },
          primaryDisplayProperty: 'name',
          requiredProperties: ['name'],
          searchableProperties: ['name'],
          properties: [{ name: 'name', label: 'Name', type: 'string', fieldType: 'text' }],
          associatedObjects: ['CONTACT'],
        },
      }),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Dialog
      title="New object type"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Plus}
            reason={name === '' || plural.trim() === '' ? 'Give it both names first.' : undefined}
            onPress={() => make.mutate()}
            isPending={make.isPending}
          >
            Create object type
          </Button>
        </>
      }
    >
      <TextField
        label="Name of one"
        value={singular}
        onChange={setSingular}
        placeholder="Machine"
        autoFocus
      />
      <TextField
        label="Name of many"
        value={plural}
        onChange={setPlural}
        placeholder="Machines"
        description="It begins with a name, and can be linked to contacts; further properties are made under Properties."
      />
      {make.error && <FailureNote error={make.error} />}
    </Dialog>
  );
}
