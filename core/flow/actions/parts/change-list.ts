import { quote } from '../../../problem/index.ts';
import type { RecordRef } from '../../../record/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { ListFacts, Outcome, RunContext, Write } from '../../engine/index.ts';
import type { Reason } from '../../reasons/index.ts';
import { type ActionType, internal } from '../action-type.ts';
import type { Example } from '../example.ts';
import { enrolledRecord, list, said } from '../fields.ts';

type Kind = 'joinList' | 'leaveList';

/** Reasons of every action that changes a list. */
export const CHANGING_REASONS = {
  LIST_NOT_FOUND: 'There is no list of the id.',
  OBJECT_TYPE_DOES_NOT_FIT: 'The list is of another object type than the enrolled record.',
  LIST_IS_DYNAMIC: 'The list is kept by its filters.',
};

/** An action that puts the enrolled record into a manual list, or takes it out. */
export function listAction(
  kind: Kind,
  described: Pick<ActionType, 'icon' | 'id' | 'say' | 'name' | 'says' | 'summary'>,
): ActionType {
  return internal({
    ...described,
    group: 'LISTS',
    fields: {
      listId: said(list('List'), 'A list that is kept by hand.'),
      targetObject: said(enrolledRecord('Record'), 'The enrolled record.'),
    },
    reasons: CHANGING_REASONS,
    staysWithRecord: () => true,
    compile:
      ({ listId }, action: SingleConnectionAction) =>
      (run) =>
        changeList(run, action, listId, kind),
    examples: examplesOf(kind),
  });
}

function examplesOf(kind: Kind): Example[] {
  const joins = kind === 'joinList';
  const action = { fields: { listId: '12', targetObject: '{{ enrolled_object }}' } };
  const inside = (answer: boolean) =>
    ({
      ask: { kind: 'membership', ref: { objectTypeId: '0-1', id: '101' }, list: '12' },
      answer,
    }) as const;
  return [
    {
      shows: joins ? 'The record joins the list.' : 'The record leaves the list.',
      action,
      known: [facts('0-1', 'hand'), inside(!joins)],
      outcome: {
        outcome: 'SUCCEEDED',
        detail: { listId: '12', changed: true },
        changes: [{ record: '0-1/101', kind: joins ? 'joined_list' : 'left_list', after: { listId: '12' } }],
      },
    },
    {
      shows: joins
        ? 'A record that is in the list already stays there.'
        : 'A record that is not in the list stays outside.',
      action: { fields: { listId: 12 } },
      known: [facts('0-1', 'hand'), inside(joins)],
      outcome: { outcome: 'SUCCEEDED', detail: { listId: '12', changed: false }, changes: [] },
    },
    ...exampleFailures(action),
  ];
}

/** The failures of an action that names the list 12. */
export function exampleFailures(action: Example['action']): Example[] {
  const failed = (reason: Reason) => ({ outcome: 'FAILED', reason, next: '2', changes: [] }) as const;
  return [
    {
      shows: 'A list that is kept by its filters is not changed by hand.',
      action,
      known: [facts('0-1', 'filters')],
      outcome: failed('LIST_IS_DYNAMIC'),
    },
    {
      shows: 'A list of companies takes no contact.',
      action,
      known: [facts('0-2', 'hand')],
      outcome: failed('OBJECT_TYPE_DOES_NOT_FIT'),
    },
    { shows: 'A list that has been deleted.', action, outcome: failed('LIST_NOT_FOUND') },
  ];
}

function facts(objectTypeId: string, keptBy: ListFacts['keptBy']) {
  return { ask: { kind: 'list', list: '12' }, answer: { objectTypeId, keptBy } } as const;
}

/** A record that is there already, or already out, stays as it is. */
export function changeList(
  run: RunContext,
  action: SingleConnectionAction,
  listId: string,
  kind: Kind,
): Outcome {
  const { record: ref, workspace } = run;
  const asks = [
    { kind: 'list', list: listId },
    { kind: 'membership', ref, list: listId },
  ] as const;
  const list = workspace.answer(asks[0]);
  const inside = workspace.answer(asks[1]);
  if (list === undefined || inside === undefined) return { kind: 'needs', asks };
  const refusal = refusalOf(ref, listId, list);
  if (refusal) return refusal;
  const news = inside !== (kind === 'joinList');
  const writes: Write[] = news ? [{ kind, ref: { objectTypeId: ref.objectTypeId, id: ref.id }, listId }] : [];
  return { kind: 'done', connection: action.connection, writes, detail: { listId, changed: news } };
}

function refusalOf(record: RecordRef, listId: string, list: ListFacts | null): Outcome | null {
  if (!list) return failed('LIST_NOT_FOUND', `There is no list with the id ${quote(listId)}.`);
  if (list.objectTypeId !== record.objectTypeId)
    return failed(
      'OBJECT_TYPE_DOES_NOT_FIT',
      `The list ${listId} is of the object type ${list.objectTypeId}, the enrolled record of ${record.objectTypeId}.`,
    );
  if (list.keptBy === 'filters')
    return failed(
      'LIST_IS_DYNAMIC',
      `The list ${listId} is kept by its filters; no record joins or leaves it by hand.`,
    );
  return null;
}

function failed(reason: Reason, message: string): Outcome {
  return { kind: 'failed', reason, message };
}
