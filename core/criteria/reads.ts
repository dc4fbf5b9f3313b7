/** The reads of criteria, known before any record is evaluated, so that they load for many records together. */
import type { AssociationSpec } from './subject.ts';

export interface Reads {
  /** Names of the record's own properties. */
  readonly properties: readonly string[];
  /** Names of properties whose history is read. */
  readonly history: readonly string[];
  /** Event types that are read. */
  readonly events: readonly string[];
  /** Keys for `inList`: a list's id, or `WORKFLOWS_ACTIVE:12` and the like. */
  readonly lists: readonly string[];
  readonly associations: readonly AssociationReads[];
  /** Whether the answer depends on now, so that `holdsUntil` is worth asking. */
  readonly now: boolean;
}

export interface AssociationReads {
  readonly association: AssociationSpec;
  /** The reads of the associated records. */
  readonly reads: Reads;
}

/** Reads under construction. */
export interface ReadsDraft {
  readonly properties: Set<string>;
  readonly history: Set<string>;
  readonly events: Set<string>;
  readonly lists: Set<string>;
  readonly associations: Map<string, { readonly association: AssociationSpec; readonly reads: ReadsDraft }>;
  now: boolean;
}

export function readsDraft(): ReadsDraft {
  return {
    properties: new Set(),
    history: new Set(),
    events: new Set(),
    lists: new Set(),
    associations: new Map(),
    now: false,
  };
}

/** The draft of the reads through an association, one for all its branches. */
export function draftThrough(draft: ReadsDraft, association: AssociationSpec): ReadsDraft {
  const key = JSON.stringify(association);
  const known = draft.associations.get(key);
  if (known) return known.reads;
  const reads = readsDraft();
  draft.associations.set(key, { association, reads });
  return reads;
}

export function readsOf(draft: ReadsDraft): Reads {
  return {
    properties: [...draft.properties].sort(),
    history: [...draft.history].sort(),
    events: [...draft.events].sort(),
    lists: [...draft.lists].sort(),
    associations: [...draft.associations.values()].map(({ association, reads }) => ({
      association,
      reads: readsOf(reads),
    })),
    now: draft.now,
  };
}
