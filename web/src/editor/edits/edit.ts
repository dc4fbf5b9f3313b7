import type { RawFlow } from '../../flow-body/index.ts';
import type { NewIds } from '../clipboard/renumber.ts';

export type Applied = { readonly raw: RawFlow } | Conflict;

/** Why an edit cannot be applied; a sentence for people. */
export interface Conflict {
  readonly conflict: string;
}

export function conflict(reason: string): Conflict {
  return { conflict: reason };
}

export function isConflict(applied: object): applied is Conflict {
  return 'conflict' in applied;
}

/** A kind of edit: a file each, listed in list.ts. An edit is data; all that can be done with it is here. */
export interface EditKind<E> {
  /** What was done, to go on after "Undo: ". */
  readonly label: (edit: E) => string;
  /** Pure, with structural sharing. */
  readonly apply: (raw: RawFlow, edit: E) => Applied;
  /** The ids that it gives to new actions. */
  readonly creates?: (edit: E) => readonly string[];
  /** The same edit where actions have other ids. */
  readonly renamed: (edit: E, ids: NewIds) => E;
  /** Where edits with an equal key follow each other at once, they are one: typing in a field. */
  readonly joins?: (edit: E) => string | undefined;
  /** One edit for two that join. */
  readonly joined?: (first: E, second: E) => E;
}
