import { useMutation } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { call, queryClient, useObjectTypeName, useObjectTypes } from '../api/index.ts';
import { Button, Dialog, Select, toast } from '../kit/index.ts';
import { RecordPick, useAssociationTypes } from '../pickers/index.ts';

interface AssociateDialogProps {
  readonly objectType: string;
  readonly recordId: string;
  readonly onClose: () => void;
}

/** Links the record to another: by the plain association of the two types, or by a label. */
export function AssociateDialog({ objectType, recordId, onClose }: AssociateDialogProps) {
  const types = useObjectTypes();
  const [toObjectType, setType] = useState(objectType === '0-2' ? '0-1' : '0-2');
  const [other, setOther] = useState({ id: '', name: '' });
  const [label, setLabel] = useState(PLAIN);
  const type = useObjectTypeName(toObjectType);
  const known = useAssociationTypes(objectType, toObjectType);
  const labels = known.filter((each) => each.label !== null && each.label !== '');
  const link = useMutation({
    mutationFn: async () => {
      const path = { objectType, objectId: recordId, toObjectType, toObjectId: other.id };
      const [associationCategory, typeId] = label.split(' ');
      if (label === PLAIN)
        await call(
          'PUT /crm/v4/objects/{objectType}/{objectId}/associations/default/{toObjectType}/{toObjectId}',
          {
            path,
          },
        );
      else
        await call('PUT /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}', {
          path,
          body: [
            {
              associationCategory: associationCategory as (typeof known)[number]['category'],
              associationTypeId: Number(typeId),
            },
          ],
        });
    },
    onSuccess: async () => {
      onClose();
      toast({ tone: 'ok', text: `Associated with ${other.name}.` });
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Dialog
      title="Associate with a record"
      isOpen
      failure={link.error}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Link2}
            onPress={() => link.mutate()}
            isPending={link.isPending}
            reason={other.id === '' ? 'Choose a record first.' : undefined}
          >
            Associate
          </Button>
        </>
      }
    >
      <Select
        label="Type"
        choices={types.map(({ id, singular }) => ({ id, name: singular }))}
        value={toObjectType}
        onChange={(id) => {
          setType(id);
          setOther({ id: '', name: '' });
          setLabel(PLAIN);
        }}
      />
      <RecordPick
        key={toObjectType}
        label={type.singular}
        objectTypeId={toObjectType}
        value={other.id}
        onChange={(id, name) => setOther({ id, name })}
        {...(toObjectType === objectType ? { without: new Set([recordId]) } : {})}
      />
      <Select
        label="As"
        choices={[
          { id: PLAIN, name: 'Without a label' },
          ...labels.map(({ category, typeId, label: name }) => ({
            id: `${category} ${typeId}`,
            name: name!,
          })),
        ]}
        value={label}
        onChange={setLabel}
      />
    </Dialog>
  );
}

/** No association has such a key. */
const PLAIN = '';
