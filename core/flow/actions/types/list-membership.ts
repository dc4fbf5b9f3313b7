import * as z from 'zod';
import { quote } from '../../../problem/index.ts';
import type { RecordRef } from '../../../record/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { ListFacts, Outcome, RunContext, Write } from '../../engine/index.ts';
import { type ActionType, withFields } from '../action-type.ts';

const fields = z.object({
  listId: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,18}$/, 'must be the id of a list')),
  targetObject: z.literal('{{ enrolled_object }}').optional(),
});

/**
 * `0-63809083` Add to a list: the enrolled record joins a list that is kept by hand. Fields: `listId`, `targetObject`
 * (only the enrolled record can be meant). One that is in already stays as it is, and the step has succeeded.
 */
export const addToList: ActionType<SingleConnectionAction> = {
  id: '0-63809083',
  name: 'Add to list',
  runsWhileOff: false,
  compile: (action) =>
    withFields(
      fields,
      action.fields,
      ({ listId }) =>
        (run) =>
          change(run, action, listId, 'joinList'),
    ),
};

/** `0-63863438` Remove from a list: the enrolled record leaves a list that is kept by hand. Fields as for adding. */
export const removeFromList: ActionType<SingleConnectionAction> = {
  id: '0-63863438',
  name: 'Remove from list',
  runsWhileOff: false,
  compile: (action) =>
    withFields(
      fields,
      action.fields,
      ({ listId }) =>
        (run) =>
          change(run, action, listId, 'leaveList'),
    ),
};

function change(
  run: RunContext,
  action: SingleConnectionAction,
  listId: string,
  kind: 'joinList' | 'leaveList',
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
      `The list ${listId} is kept by its filters; nobody joins or leaves it by hand.`,
    );
  return null;
}

function failed(reason: string, message: string): Outcome {
  return { kind: 'failed', reason, message };
}
