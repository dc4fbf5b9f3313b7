/** Puts edits on a newer body: the same edits, applied again. What does not fit any more is told, and left out. */
import { actionOf, nextActionId, type RawFlow } from '../../flow-body/index.ts';
import { applyEdit, createdBy, labelOf, renamedEdit } from './apply.ts';
import { isConflict } from './edit.ts';
import { commit, type Entry, type History, historyOf } from './history.ts';
import type { Edit } from './list.ts';

export interface Clash {
  readonly edit: Edit;
  /** What was to be done. */
  readonly label: string;
  /** A sentence. */
  readonly reason: string;
}

export interface Rebased {
  /** On the newer body; entries whose edits all clash are gone. */
  readonly history: History;
  readonly clashes: readonly Clash[];
}

export function rebase(entries: readonly Pick<Entry, 'edits' | 'label' | 'at'>[], onto: RawFlow): Rebased {
  const ids = new Map<string, string>();
  const clashes: Clash[] = [];
  let history = historyOf(onto);
  for (const { edits, label, at } of entries) {
    const fitting: Edit[] = [];
    let raw = history.raw;
    for (const each of edits) {
      giveFreeIds(ids, raw, onto, createdBy(each));
      const edit = renamedEdit(each, ids);
      const applied = applyEdit(raw, edit);
      if (isConflict(applied)) clashes.push({ edit: each, label: labelOf(each), reason: applied.conflict });
      else {
        raw = applied.raw;
        fitting.push(edit);
      }
    }
    const committed = commit(history, fitting, at, label);
    // What was just applied one by one applies together.
    if (!isConflict(committed)) history = committed;
  }
  return { history, clashes };
}

/** Ids that the newer revision has given to others go over to free ones. */
function giveFreeIds(
  ids: Map<string, string>,
  raw: RawFlow,
  onto: RawFlow,
  created: readonly string[],
): void {
  const firstFree = nextActionId(onto);
  let next = nextActionId(raw);
  for (const id of created) {
    const isFree = !actionOf(raw, id) && !(Number(id) < firstFree) && ![...ids.values()].includes(id);
    if (isFree) {
      next = Math.max(next, Number(id) + 1 || next);
      continue;
    }
    ids.set(id, String(next));
    next += 1;
  }
}
