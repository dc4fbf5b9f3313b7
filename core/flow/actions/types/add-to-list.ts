import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal } from '../action-type.ts';
import { changeList, listFields, listReasons } from '../parts/change-list.ts';

const ref = { objectTypeId: '0-1', id: '101' };
const byHand = { objectTypeId: '0-1', keptBy: 'hand' } as const;

export const addToList = internal({
  id: '0-63809083',
  name: 'Add to list',
  says: 'The enrolled record joins a list that is kept by hand. One that is in the list already stays as it is, and the step has succeeded.',
  group: 'LISTS',
  fields: listFields,
  reasons: listReasons,
  compile:
    ({ listId }, action: SingleConnectionAction) =>
    (run) =>
      changeList(run, action, listId, 'joinList'),
  examples: [
    {
      shows: 'The record joins the list.',
      action: { fields: { listId: '12', targetObject: '{{ enrolled_object }}' } },
      known: [
        { ask: { kind: 'list', list: '12' }, answer: byHand },
        { ask: { kind: 'membership', ref, list: '12' }, answer: false },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        detail: { listId: '12', changed: true },
        changes: [{ record: '0-1/101', kind: 'joined_list', after: { listId: '12' } }],
      },
    },
    {
      shows: 'A record that is in the list already stays there.',
      action: { fields: { listId: 12 } },
      known: [
        { ask: { kind: 'list', list: '12' }, answer: byHand },
        { ask: { kind: 'membership', ref, list: '12' }, answer: true },
      ],
      outcome: { outcome: 'SUCCEEDED', detail: { listId: '12', changed: false }, changes: [] },
    },
    {
      shows: 'A list that is kept by its filters is not changed by hand.',
      action: { fields: { listId: '12' } },
      known: [{ ask: { kind: 'list', list: '12' }, answer: { objectTypeId: '0-1', keptBy: 'filters' } }],
      outcome: { outcome: 'FAILED', reason: 'LIST_IS_DYNAMIC', next: '2', changes: [] },
    },
    {
      shows: 'A list of companies takes no contact.',
      action: { fields: { listId: '12' } },
      known: [{ ask: { kind: 'list', list: '12' }, answer: { objectTypeId: '0-2', keptBy: 'hand' } }],
      outcome: { outcome: 'FAILED', reason: 'OBJECT_TYPE_DOES_NOT_FIT', next: '2', changes: [] },
    },
    {
      shows: 'A list that has been deleted.',
      action: { fields: { listId: '12' } },
      outcome: { outcome: 'FAILED', reason: 'LIST_NOT_FOUND', next: '2', changes: [] },
    },
  ],
});
