import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal } from '../action-type.ts';
import { choice, list, said } from '../fields.ts';
import { CHANGING_REASONS, changeList, exampleFailures } from '../parts/change-list.ts';
import { sayAlterList } from './alter-list.say.ts';

const fields = {
  operation: said(choice('Operation', ['ADD', 'REMOVE']), 'What happens to the record.'),
  list_id: said(list('List'), 'A list that is kept by hand.'),
};

export const alterList = internal({
  id: '0-13',
  say: sayAlterList,
  name: 'Add to or remove from list (old)',
  says:
    'The older form of `0-63809083` and `0-63863438`, as flows still have it: the enrolled record joins a list that is kept by hand, ' +
    'or leaves it. The original shows it in flows and takes none with it any more; here it can be saved, and runs.',
  summary: 'Puts the record into a list that is kept by hand, or takes it out.',
  icon: 'list-plus',
  group: 'LISTS',
  isOld: true,
  reasons: CHANGING_REASONS,
  fields,
  staysWithRecord: () => true,
  compile:
    ({ operation, list_id }, action: SingleConnectionAction) =>
    (run) =>
      changeList(run, action, list_id, operation === 'ADD' ? 'joinList' : 'leaveList'),
  examples: [
    {
      shows: 'The record joins the list.',
      action: { fields: { operation: 'ADD', list_id: '12' } },
      known: [{ ask: { kind: 'list', list: '12' }, answer: { objectTypeId: '0-1', keptBy: 'hand' } }],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: { listId: '12', changed: true },
        changes: [{ record: '0-1/101', kind: 'joined_list', after: { listId: '12' } }],
      },
    },
    {
      shows: 'The record leaves the list.',
      action: { fields: { operation: 'REMOVE', list_id: 12 } },
      known: [
        { ask: { kind: 'list', list: '12' }, answer: { objectTypeId: '0-1', keptBy: 'hand' } },
        {
          ask: { kind: 'membership', ref: { objectTypeId: '0-1', id: '101' }, list: '12' },
          answer: true,
        },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        detail: { listId: '12', changed: true },
        changes: [{ record: '0-1/101', kind: 'left_list', after: { listId: '12' } }],
      },
    },
    ...exampleFailures({ fields: { operation: 'ADD', list_id: '12' } }),
    {
      shows: 'An operation that there is not.',
      action: { fields: { operation: 'TOGGLE', list_id: '12' } },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ],
});
