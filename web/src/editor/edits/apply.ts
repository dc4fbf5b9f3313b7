import type { RawFlow } from '../../flow-body/index.ts';
import type { NewIds } from '../clipboard/renumber.ts';
import { type Applied, type EditKind, isConflict } from './edit.ts';
import { EDIT_KINDS, type Edit } from './list.ts';

/** Pure: the body with the edit, or why it cannot be. */
export function applyEdit(raw: RawFlow, edit: Edit): Applied {
  return kindOf(edit).apply(raw, edit);
}

/** One after the other; the first that does not fit ends it. */
export function applyEdits(raw: RawFlow, edits: readonly Edit[]): Applied {
  let now: Applied = { raw };
  for (const edit of edits) {
    now = applyEdit(now.raw, edit);
    if (isConflict(now)) return now;
  }
  return now;
}

/** What an edit does, to go on after "Undo: ". */
export function labelOf(edit: Edit): string {
  return kindOf(edit).label(edit);
}

export function createdBy(edit: Edit): readonly string[] {
  return kindOf(edit).creates?.(edit) ?? [];
}

export function renamedEdit(edit: Edit, ids: NewIds): Edit {
  return ids.size === 0 ? edit : kindOf(edit).renamed(edit, ids);
}

/** One edit for two that follow each other at once; undefined for two of their own. */
export function joinedEdits(first: Edit, second: Edit): Edit | undefined {
  if (first.kind !== second.kind) return undefined;
  const { joins, joined } = kindOf(first);
  const key = joins?.(first);
  return key !== undefined && key === joins?.(second) ? joined?.(first, second) : undefined;
}

/** The kind of an edit knows that edit; the compiler cannot follow from one to the other. */
function kindOf(edit: Edit): EditKind<Edit> {
  return EDIT_KINDS[edit.kind] as unknown as EditKind<Edit>;
}
