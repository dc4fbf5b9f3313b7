import { quote } from '../../../problem/index.ts';
import type { RecordRef } from '../../../record/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { ListFacts, Outcome, RunContext, Write } from '../../engine/index.ts';
import { enrolledRecord, list } from '../fields.ts';

export const listFields = { listId: list('List'), targetObject: enrolledRecord('Record') };

export const listReasons = {
  LIST_NOT_FOUND: 'There is no list of the id.',
  OBJECT_TYPE_DOES_NOT_FIT: 'The list is of another object type than the enrolled record.',
  LIST_IS_DYNAMIC: 'The list is kept by its filters.',
};

/** Puts the enrolled record into a list that is kept by hand, or takes it out; one that is there already stays as it is. */
export function changeList(
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
