import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type Property, queryClient } from '../api/index.ts';
import { Button, Dialog } from '../kit/index.ts';
import { PropertyField } from '../pickers/index.ts';
import { fieldProblems } from './field-problems.ts';

interface EditPropertyDialogProps {
  readonly objectType: string;
  readonly recordId: string;
  readonly property: Property;
  readonly value: string;
  readonly onClose: () => void;
}

export function EditPropertyDialog({
  objectType,
  recordId,
  property,
  value,
  onClose,
}: EditPropertyDialogProps) {
  const [to, setTo] = useState(value);
  const save = useMutation({
    mutationFn: () =>
      call('PATCH /crm/v3/objects/{objectType}/{objectId}', {
        path: { objectType, objectId: recordId },
        body: { properties: { [property.name]: to } },
      }),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  const problems = fieldProblems(save.error, [property.name]);
  return (
    <Dialog
      title={`Change ${property.label}`}
      isOpen
      failure={save.error}
      note={problems.rest}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" onPress={() => save.mutate()} isPending={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <PropertyField
        property={property}
        name={property.name}
        value={to}
        onChange={setTo}
        problem={problems.of(property.name)}
      />
    </Dialog>
  );
}
