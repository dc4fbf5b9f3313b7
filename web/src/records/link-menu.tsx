import { useMutation } from '@tanstack/react-query';
import { Ellipsis, Tag, Unlink } from 'lucide-react';
import { useState } from 'react';
import { type AssociationType, call, type ObjectTypeName, queryClient } from '../api/index.ts';
import { Confirm, IconButton, Menu, toast, toastFailure } from '../kit/index.ts';

/** A record at the other end of an association, and how it is linked. */
export interface Linked {
  readonly type: ObjectTypeName;
  readonly id: string;
  readonly name: string;
  readonly labels: readonly (Pick<AssociationType, 'category' | 'typeId'> & { readonly label: string })[];
}

interface LinkMenuProps {
  readonly objectType: string;
  readonly recordId: string;
  readonly linked: Linked;
}

/** Takes a label off a link, or the link with all its labels. */
export function LinkMenu({ objectType, recordId, linked }: LinkMenuProps) {
  const [isLeaving, setLeaving] = useState(false);
  const { type, id, name, labels } = linked;
  const unlabel = useMutation({
    mutationFn: ({ category, typeId }: Linked['labels'][number]) =>
      call('POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/labels/archive', {
        path: { fromObjectType: objectType, toObjectType: type.id },
        body: {
          inputs: [
            {
              from: { id: recordId },
              to: { id },
              types: [{ associationCategory: category, associationTypeId: typeId }],
            },
          ],
        },
      }),
    onSuccess: async (_, { label }) => {
      toast({ tone: 'ok', text: `${name} is no longer labelled ${label}.` });
      await queryClient.invalidateQueries();
    },
    onError: toastFailure,
  });
  const unlink = useMutation({
    mutationFn: () =>
      call('DELETE /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}', {
        path: { objectType, objectId: recordId, toObjectType: type.id, toObjectId: id },
      }),
    onSuccess: async () => {
      setLeaving(false);
      toast({ tone: 'ok', text: `No longer associated with ${name}.` });
      await queryClient.invalidateQueries();
    },
  });
  return (
    <>
      <Menu
        label={`What can be done with the association with ${name}`}
        groups={[
          labels.map((label) => ({
            id: `${label.category} ${label.typeId}`,
            name: `Take off “${label.label}”`,
            icon: Tag,
            onDo: () => unlabel.mutate(label),
          })),
          [
            {
              id: 'unlink',
              name: 'Remove the association',
              icon: Unlink,
              kind: 'danger',
              onDo: () => setLeaving(true),
            },
          ],
        ]}
      >
        <IconButton icon={Ellipsis} label={`More for ${name}`} />
      </Menu>
      <Confirm
        title={`Remove the association with ${name}?`}
        verb="Remove"
        kind="danger"
        isOpen={isLeaving}
        onClose={() => setLeaving(false)}
        onConfirm={() => unlink.mutate()}
        isPending={unlink.isPending}
        error={unlink.error}
      >
        <p>Both records stay. All labels between them go with it.</p>
      </Confirm>
    </>
  );
}
