import type { ChangeKind, ChangeSource } from '@millrace/core/record';
import { iso } from '@millrace/core/time';
import { changesOfRecord, type LoggedChange } from '../../history/index.ts';
import { hiddenProperties, recordScope, typeNamed } from '../../schema/index.ts';
import type { Source, Subject, TimelineEntry } from '../source.ts';

type Entry = Extract<TimelineEntry, { readonly kind: 'CHANGE' }>;

/** What was written to the record, and by whom, in the order in which it took effect. */
export const changes: Source = {
  kind: 'CHANGE',
  rank: 3,
  async read(subject, { after, ...stretch }) {
    const { db, caller, schema, type, id, formerIds } = subject;
    const ref = { objectTypeId: type.id, id };
    const asked = { ref, formerIds, after: after?.[0], ...stretch };
    const { changes, reached } = await changesOfRecord(db, caller.accountId, asked);
    const hidden = hiddenProperties(schema, caller, type);
    return {
      placed: changes.map((change) => ({
        at: change.at,
        position: [change.id],
        entry: entryOf(subject, change, hidden),
      })),
      reached: reached && { at: reached.at, position: [reached.id] },
    };
  },
};

function entryOf(subject: Subject, change: LoggedChange, hidden: ReadonlySet<string>): Entry {
  const { kind, ref, at, id, source, after } = change;
  return {
    id: `change-${id}`,
    at: iso(at),
    kind: 'CHANGE',
    change: NAMES[kind as keyof typeof NAMES],
    objectId: ref.id,
    source: sourceOf(subject, source),
    properties: propertiesOf(change, hidden),
    association: associationOf(subject, change),
    listId: kind === 'joined_list' || kind === 'left_list' ? String(after?.['listId']) : null,
    mergedInto: kind === 'merged' ? String(after?.['mergedInto']) : null,
  };
}

const NAMES: Readonly<Record<Exclude<ChangeKind, 'event'>, Entry['change']>> = {
  created: 'CREATED',
  updated: 'UPDATED',
  archived: 'ARCHIVED',
  restored: 'RESTORED',
  merged: 'MERGED',
  associated: 'ASSOCIATED',
  disassociated: 'DISASSOCIATED',
  joined_list: 'LIST_JOINED',
  left_list: 'LIST_LEFT',
};

function sourceOf({ flows }: Subject, { type, id, enrollmentId, actionId }: ChangeSource): Entry['source'] {
  const flow = type === 'FLOW' && id !== undefined ? flows.get(id) : undefined;
  return {
    type,
    id: id ?? null,
    name: flow?.name ?? null,
    enrollmentId: enrollmentId ?? null,
    actionId: actionId ?? null,
  };
}

function propertiesOf(
  { kind, before, after }: LoggedChange,
  hidden: ReadonlySet<string>,
): Entry['properties'] {
  if (kind !== 'created' && kind !== 'updated') return [];
  return Object.entries(after ?? {}).flatMap(([name, value]) =>
    hidden.has(name) ? [] : [{ name, before: textOf(before?.[name]), after: textOf(value) }],
  );
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

function associationOf({ caller }: Subject, { kind, after }: LoggedChange): Entry['association'] {
  if ((kind !== 'associated' && kind !== 'disassociated') || !after) return null;
  const objectTypeId = String(after['objectTypeId']);
  if (!caller.scopes.has(recordScope(typeNamed(objectTypeId), 'read'))) return null;
  return {
    objectTypeId,
    objectId: String(after['id']),
    category: String(after['category']),
    typeId: Number(after['typeId']),
  };
}
