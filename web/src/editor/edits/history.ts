/** What was done to a flow since it was loaded. Undo and redo go from body to body: nothing is applied again. */
import type { RawFlow } from '../../flow-body/index.ts';
import { applyEdits, joinedEdits, labelOf } from './apply.ts';
import { type Conflict, isConflict } from './edit.ts';
import type { Edit } from './list.ts';

export interface Entry {
  readonly edits: readonly Edit[];
  readonly label: string;
  readonly before: RawFlow;
  readonly after: RawFlow;
  /** In milliseconds, of the last edit that joined. */
  readonly at: number;
}

export interface History {
  /** The body as it was loaded. */
  readonly base: RawFlow;
  readonly raw: RawFlow;
  readonly done: readonly Entry[];
  /** The next to be done again is the last. */
  readonly undone: readonly Entry[];
}

/** Edits of one member join while they follow each other within this many milliseconds. */
const JOINS_WITHIN_MS = 1_000;

export function historyOf(base: RawFlow): History {
  return { base, raw: base, done: [], undone: [] };
}

/** Several edits of one command are one entry. */
export function commit(
  history: History,
  edits: readonly Edit[],
  now: number,
  label?: string,
): History | Conflict {
  const applied = applyEdits(history.raw, edits);
  if (isConflict(applied)) return applied;
  if (edits.length === 0 || applied.raw === history.raw) return history;
  const { done } = history;
  const joined = join(done.at(-1), edits, now);
  const entry: Entry = {
    edits: joined?.edits ?? edits,
    label: label ?? labelOf(edits[0]!),
    before: joined?.before ?? history.raw,
    after: applied.raw,
    at: now,
  };
  return { ...history, raw: applied.raw, done: [...(joined ? done.slice(0, -1) : done), entry], undone: [] };
}

function join(last: Entry | undefined, edits: readonly Edit[], now: number) {
  if (!last) return undefined;
  if (last.edits.length !== 1 || edits.length !== 1 || now - last.at > JOINS_WITHIN_MS) return undefined;
  const edit = joinedEdits(last.edits[0]!, edits[0]!);
  return edit && { edits: [edit], before: last.before };
}

export function undo(history: History): History {
  const entry = history.done.at(-1);
  if (!entry) return history;
  return {
    ...history,
    raw: entry.before,
    done: history.done.slice(0, -1),
    undone: [...history.undone, entry],
  };
}

export function redo(history: History): History {
  const entry = history.undone.at(-1);
  if (!entry) return history;
  return {
    ...history,
    raw: entry.after,
    done: [...history.done, entry],
    undone: history.undone.slice(0, -1),
  };
}

/** All edits since the body was loaded. */
export function editsOf({ done }: History): readonly Edit[] {
  return done.flatMap(({ edits }) => edits);
}
