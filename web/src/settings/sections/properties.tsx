import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus, Tags } from 'lucide-react';
import { useState } from 'react';
import { call, query, queryClient, useObjectTypes } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Dialog,
  Empty,
  FailureNote,
  Loaded,
  Row,
  SearchField,
  Select,
  SkeletonRows,
  Soft,
  Status,
  Table,
  TextField,
} from '../../kit/index.ts';
import styles from './form.module.css';
import type { Section } from './section.ts';

export const propertiesSection: Section = { id: 'properties', name: 'Properties', Content: Properties };

function Properties() {
  const types = useObjectTypes();
  const [objectType, setType] = useState('0-1');
  const [wanted, setWanted] = useState('');
  const [isMaking, setMaking] = useState(false);
  const found = useQuery(query('GET /crm/v3/properties/{objectType}', { path: { objectType } }));
  const isMeant = ({ name, label }: { readonly name: string; readonly label: string }) =>
    `${label} ${name}`.toLowerCase().includes(wanted.toLowerCase());
  return (
    <>
      <Card
        title="Properties"
        lead="What records hold."
        actions={
          <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
            New property
          </Button>
        }
      >
        <div className={styles['filters']}>
          <SearchField label="Find a property" value={wanted} onChange={setWanted} />
          <Select
            label="Type of records"
            labelling="inline"
            choices={types.map(({ id, plural }) => ({ id, name: plural }))}
            value={objectType}
            onChange={setType}
          />
        </div>
        <Loaded
          query={found}
          skeleton={<SkeletonRows />}
          isEmpty={({ results }) => !results.some(isMeant)}
          empty={<Empty icon={Tags}>No property is called so.</Empty>}
        >
          {({ results }) => (
            <Table
              label="Properties"
              columns={[
                { name: 'Label' },
                { name: 'Name', isWideOnly: true },
                { name: 'Type' },
                { name: 'Kind', isWideOnly: true },
              ]}
            >
              {results.filter(isMeant).map(({ name, label, type, hubspotDefined, hasUniqueValue }) => (
                <Row key={name}>
                  <Cell>
                    {label} {hasUniqueValue && <Status tone="waiting">unique</Status>}
                  </Cell>
                  <Cell isWideOnly>
                    <code>{name}</code>
                  </Cell>
                  <Cell>
                    <Soft>{type.replaceAll('_', ' ')}</Soft>
                  </Cell>
                  <Cell isWideOnly>
                    {hubspotDefined ? <Soft>standard</Soft> : <Status tone="goal">own</Status>}
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {isMaking && <NewProperty objectType={objectType} onClose={() => setMaking(false)} />}
    </>
  );
}

/** The types that one can make, with how their values are entered. */
const KINDS = [
  { id: 'string', name: 'Text', fieldType: 'text' },
  { id: 'number', name: 'Number', fieldType: 'number' },
  { id: 'date', name: 'Date', fieldType: 'date' },
  { id: 'datetime', name: 'Date and time', fieldType: 'date' },
  { id: 'bool', name: 'Yes or no', fieldType: 'booleancheckbox' },
  { id: 'enumeration', name: 'One of some options', fieldType: 'select' },
] as const;

interface NewPropertyProps {
  readonly objectType: string;
  readonly onClose: () => void;
}

function NewProperty({ objectType, onClose }: NewPropertyProps) {
  const [label, setLabel] = useState('');
  const [type, setType] = useState<(typeof KINDS)[number]['id']>('string');
  const [options, setOptions] = useState('');
  const groups = useQuery(query('GET /crm/v3/properties/{objectType}/groups', { path: { objectType } }));
  const name = nameOf(label);
  const groupName = groups.data?.results[0]?.name ?? '';
  const make = useMutation({
    mutationFn: () =>
      call('POST /crm/v3/properties/{objectType}', {
        path: { objectType },
        body: {
          ...{ name, label, type, groupName },
          fieldType: KINDS.find(({ id }) => id === type)!.fieldType,
          ...(type === 'enumeration' ? { options: optionsOf(options) } : {}),
          ...(type === 'bool' ? { options: YES_NO } : {}),
        },
      }),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Dialog
      title="New property"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Plus}
            reason={name === '' ? 'Give it a label first.' : undefined}
            onPress={() => make.mutate()}
            isPending={make.isPending}
          >
            Create property
          </Button>
        </>
      }
    >
      <TextField
        label="Label"
        value={label}
        onChange={setLabel}
        autoFocus
        description={name === '' ? 'Its name is made of it.' : `Its name will be ${name}.`}
      />
      <Select label="Type" choices={KINDS} value={type} onChange={setType} />
      {type === 'enumeration' && (
        <TextField
          label="Options"
          value={options}
          onChange={setOptions}
          rows={4}
          description="One on each line."
        />
      )}
      {make.error && <FailureNote error={make.error} />}
    </Dialog>
  );
}

const YES_NO = [
  { label: 'Yes', value: 'true', displayOrder: 0 },
  { label: 'No', value: 'false', displayOrder: 1 },
];

/** Names are of small letters, digits and underscores. */
function nameOf(label: string): string {
  return label
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

function optionsOf(text: string) {
  const labels = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return labels.map((label, displayOrder) => ({ label, value: nameOf(label), displayOrder }));
}
