import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal } from '../action-type.ts';
import { sayDeleteRecord } from './delete-record.say.ts';

export const deleteRecord = internal({
  id: '0-18224765',
  say: sayDeleteRecord,
  versions: [42],
  name: 'Delete record',
  says:
    'Deletes the enrolled record, as the API does: it is archived. Its passages through all flows end as ' +
    '`RECORD_DELETED`, this one behind the action.',
  summary: 'Deletes the record.',
  icon: 'trash-2',
  group: 'CRM',
  fields: {},
  compile:
    (_, { connection }: SingleConnectionAction) =>
    ({ record }) => ({
      kind: 'done',
      connection,
      writes: [{ kind: 'archiveRecord', ref: { objectTypeId: record.objectTypeId, id: record.id } }],
    }),
  examples: [
    {
      shows: 'The contact is deleted.',
      action: { fields: {} },
      outcome: {
        outcome: 'SUCCEEDED',
        changes: [{ record: '0-1/101', kind: 'archived', after: null }],
      },
    },
  ],
});
