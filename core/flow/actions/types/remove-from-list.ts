import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal } from '../action-type.ts';
import { changeList, listFields, listReasons } from '../parts/change-list.ts';

const ref = { objectTypeId: '0-1', id: '101' };
const byHand = { objectTypeId: '0-1', keptBy: 'hand' } as const;

export const removeFromList = internal({
  id: '0-63863438',
  name: 'Remove from list',
  says: 'The enrolled record leaves a list that is kept by hand. One that is not in the list stays as it is, and the step has succeeded.',
  group: 'LISTS',
  fields: listFields,
  reasons: listReasons,
  compile:
    ({ listId }, action: SingleConnectionAction) =>
    (run) =>
      changeList(run, action, listId, 'leaveList'),
  examples: [
    {
      shows: 'The record leaves the list.',
      action: { fields: { listId: '12', targetObject: '{{ enrolled_object }}' } },
      known: [
        { ask: { kind: 'list', list: '12' }, answer: byHand },
        { ask: { kind: 'membership', ref, list: '12' }, answer: true },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        detail: { listId: '12', changed: true },
        changes: [{ record: '0-1/101', kind: 'left_list', after: { listId: '12' } }],
      },
    },
    {
      shows: 'A record that is not in the list stays outside.',
      action: { fields: { listId: 12 } },
      known: [
        { ask: { kind: 'list', list: '12' }, answer: byHand },
        { ask: { kind: 'membership', ref, list: '12' }, answer: false },
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
