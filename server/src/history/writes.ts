import type { Change, ChangeKind, ChangeSource, RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { Interest } from './interest.ts';

/** Changes of one write, at most: each has an id, and a write has so many. The sequence of ids is counted up by it. */
export const CHANGES_OF_WRITE_MAX = 32;

/** Kinds as `writes` has them; the view `logged_changes` says them in full. */
const CODES: Readonly<Record<ChangeKind, string>> = {
  created: 'c',
  updated: 'u',
  archived: 'x',
  restored: 'r',
  merged: 'm',
  associated: 'a',
  disassociated: 'd',
  event: 'e',
  joined_list: 'j',
  left_list: 'l',
};

/** A row of `writes`: the changes of one record that have the same cause, in order. */
export interface Write {
  readonly ref: RecordRef;
  readonly at: EpochMillis;
  readonly depth: number;
  /** As JSON: the type of the maker, which one, and its enrollment. */
  readonly source: string;
  /** As JSON: the code of the kind, after, the action, before; without what is null at the end. */
  readonly entries: readonly string[];
  /** The places of those with readers. */
  readonly wanted: readonly number[];
  /** Whether one of these may lead to other records. */
  readonly leadsElsewhere: boolean;
}

/** Changes as rows: those of one record that follow upon each other from one cause are one. In the order of the first of each. */
export function writesOf(
  changes: readonly Change[],
  interest: Pick<Interest, 'wants' | 'leadsElsewhere'>,
): Write[] {
  const writes: Draft[] = [];
  const open = new Map<string, Draft>();
  let cause: { readonly of: ChangeSource; readonly json: string } | undefined;
  for (const change of changes) {
    if (cause === undefined || !isSameMaker(cause.of, change.source))
      cause = { of: change.source, json: makerOf(change.source) };
    let write = open.get(change.ref.id);
    if (write === undefined || !takes(write, change, cause.json)) {
      const { ref, at, depth } = change;
      write = { ref, at, depth, source: cause.json, entries: [], wanted: [], leadsElsewhere: false };
      open.set(ref.id, write);
      writes.push(write);
    }
    if (interest.wants(change)) {
      write.wanted.push(write.entries.length);
      write.leadsElsewhere ||= interest.leadsElsewhere(change);
    }
    write.entries.push(entryOf(change));
  }
  return writes;
}

type Draft = Omit<Write, 'leadsElsewhere'> & {
  readonly entries: string[];
  readonly wanted: number[];
  leadsElsewhere: boolean;
};

function takes(write: Draft, { ref, at, depth }: Change, source: string): boolean {
  return (
    write.entries.length < CHANGES_OF_WRITE_MAX &&
    write.at === at &&
    write.depth === depth &&
    write.source === source &&
    write.ref.objectTypeId === ref.objectTypeId
  );
}

function isSameMaker(one: ChangeSource, other: ChangeSource): boolean {
  return one.type === other.type && one.id === other.id && one.enrollmentId === other.enrollmentId;
}

function makerOf({ type, id, enrollmentId }: ChangeSource): string {
  if (enrollmentId !== undefined) return JSON.stringify([type, id ?? null, enrollmentId]);
  return JSON.stringify(id === undefined ? [type] : [type, id]);
}

function isLink(kind: ChangeKind): boolean {
  return kind === 'associated' || kind === 'disassociated';
}

function linkOf({ objectTypeId, id, category, typeId }: NonNullable<Change['after']>): unknown[] {
  return [objectTypeId, id, category, typeId];
}

function entryOf({ kind, after, before, source: { actionId } }: Change): string {
  const code = CODES[kind];
  const now = after === null ? 'null' : JSON.stringify(isLink(kind) ? linkOf(after) : after);
  const action = actionId === undefined ? 'null' : JSON.stringify(actionId);
  if (before !== null) return `["${code}",${now},${action},${JSON.stringify(before)}]`;
  if (actionId !== undefined) return `["${code}",${now},${action}]`;
  return after === null ? `["${code}"]` : `["${code}",${now}]`;
}
