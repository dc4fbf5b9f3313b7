import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { call, type ObjectTypeName, queryClient } from '../api/index.ts';
import { Button, Dialog } from '../kit/index.ts';
import { Pick, PropertyField } from '../pickers/index.ts';
import { fieldProblems } from './field-problems.ts';
import type { KnownProperties } from './use-properties.ts';

/** What one is asked for when a record is made: the properties that name it, and what a stage belongs to. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  '0-1': ['email', 'firstname', 'lastname', 'lifecyclestage'],
  '0-2': ['name', 'domain', 'city'],
  '0-3': ['dealname', 'dealstage', 'amount'],
  '0-5': ['subject', 'hs_pipeline_stage', 'content'],
};

interface NewRecordDialogProps {
  readonly type: ObjectTypeName;
  readonly properties: KnownProperties;
  readonly onClose: () => void;
}

export function NewRecordDialog({ type, properties, onClose }: NewRecordDialogProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [added, setAdded] = useState<readonly string[]>([]);
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: () =>
      call('POST /crm/v3/objects/{objectType}', {
        path: { objectType: type.id },
        body: { properties: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) },
      }),
    onSuccess: async ({ id }) => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['records'] });
      await navigate({ to: '/records/$objectType/$recordId', params: { objectType: type.id, recordId: id } });
    },
  });
  const asked = [...(ASKED[type.id] ?? type.display), ...added];
  const problems = fieldProblems(make.error, asked);
  const others = properties.all.filter(
    ({ name, hidden, modificationMetadata }) =>
      !hidden && !modificationMetadata.readOnlyValue && !asked.includes(name),
  );
  return (
    <Dialog
      title={`New ${type.singular.toLowerCase()}`}
      isOpen
      failure={make.error}
      note={problems.rest}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" icon={Plus} onPress={() => make.mutate()} isPending={make.isPending}>
            Create
          </Button>
        </>
      }
    >
      {asked.map((name) => (
        <PropertyField
          key={name}
          property={properties.all.find((each) => each.name === name)}
          name={name}
          value={values[name] ?? ''}
          problem={problems.of(name)}
          onChange={(value) => setValues((old) => ({ ...old, [name]: value }))}
        />
      ))}
      <Pick
        key={added.length}
        label="Another property"
        options={others.map(({ name, label }) => ({ id: name, name: label, hint: name }))}
        value=""
        onChange={(name) => name !== '' && setAdded((old) => [...old, name])}
        placeholder="Add a property"
      />
    </Dialog>
  );
}
