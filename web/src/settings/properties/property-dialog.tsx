import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type Property, query } from '../../api/index.ts';
import { Select, TextField } from '../../kit/index.ts';
import { EditDialog } from '../parts/index.ts';
import { nameOf } from './name-of.ts';
import { linesOf, optionsOf } from './options.ts';

/** The types that one can make, with how their values are entered. */
const KINDS = [
  { id: 'string', name: 'Text', fieldType: 'text' },
  { id: 'number', name: 'Number', fieldType: 'number' },
  { id: 'date', name: 'Date', fieldType: 'date' },
  { id: 'datetime', name: 'Date and time', fieldType: 'date' },
  { id: 'bool', name: 'Yes or no', fieldType: 'booleancheckbox' },
  { id: 'enumeration', name: 'One of some options', fieldType: 'select' },
  { id: 'several', name: 'Several of some options', fieldType: 'checkbox' },
] as const;

type Kind = (typeof KINDS)[number]['id'];

const YES_NO = [
  { label: 'Yes', value: 'true', displayOrder: 0 },
  { label: 'No', value: 'false', displayOrder: 1 },
];

interface PropertyDialogProps {
  readonly objectType: string;
  readonly property: Property | undefined;
  readonly onClose: () => void;
}

/** A property is made, or changed: its name and type stay what they are. */
export function PropertyDialog({ objectType, property, onClose }: PropertyDialogProps) {
  const [label, setLabel] = useState(property?.label ?? '');
  const [description, setDescription] = useState(property?.description ?? '');
  const [kind, setKind] = useState<Kind>('string');
  const [options, setOptions] = useState(linesOf(property?.options ?? []));
  const groups = useQuery(query('GET /crm/v3/properties/{objectType}/groups', { path: { objectType } }));
  const name = nameOf(label);
  const hasOptions = property
    ? property.type === 'enumeration'
    : kind === 'enumeration' || kind === 'several';
  const save = () => {
    const shared = { label, description, ...(hasOptions ? { options: optionsOf(options) } : {}) };
    if (property)
      return call('PATCH /crm/v3/properties/{objectType}/{propertyName}', {
        path: { objectType, propertyName: property.name },
        body: shared,
      });
    return call('POST /crm/v3/properties/{objectType}', {
      path: { objectType },
      body: {
        ...shared,
        name,
        groupName: groups.data?.results[0]?.name ?? '',
        type: kind === 'several' ? 'enumeration' : kind,
        fieldType: KINDS.find(({ id }) => id === kind)!.fieldType,
        ...(kind === 'bool' ? { options: YES_NO } : {}),
      },
    });
  };
  return (
    <EditDialog
      title={property ? `Edit ${property.label}` : 'New property'}
      verb={property ? 'Save' : 'Create property'}
      missing={
        name === '' && !property
          ? 'Give it a label first.'
          : hasOptions && options.trim() === ''
            ? 'Write an option first.'
            : undefined
      }
      said={property ? 'Saved.' : `${label} is a property now.`}
      save={save}
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField
            label="Label"
            value={label}
            onChange={setLabel}
            description={
              property
                ? `Its name stays ${property.name}.`
                : name === ''
                  ? 'Its name is made of it.'
                  : `Its name will be ${name}.`
            }
            problem={problemOf('label') ?? problemOf('name')}
          />
          {!property && <Select label="Type" choices={KINDS} value={kind} onChange={setKind} />}
          {hasOptions && (
            <TextField
              label="Options"
              value={options}
              onChange={setOptions}
              rows={5}
              description="One on each line; behind a bar its value, where that is to be another: On hold | PAUSED."
              problem={problemOf('options')}
            />
          )}
          <TextField label="Description" value={description} onChange={setDescription} rows={2} />
        </>
      )}
    </EditDialog>
  );
}
