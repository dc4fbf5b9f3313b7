import type { Ask, EffectResult, Workspace } from '@millrace/core/flow';
import { associationKey, recordKey } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import { loadEffectResults } from '../effects/index.ts';
import { loadEvents, loadPropertyHistory } from '../history/index.ts';
import { loadInList, selectLists } from '../lists/index.ts';
import type { Db } from '../platform/index.ts';
import { drawRecordIds, loadAssociated, loadRecords, loadUniqueValues } from '../records/index.ts';

type AskOf<Kind extends Ask['kind']> = Extract<Ask, { kind: Kind }>;

/**
 * Answers what the actions of a batch asked for, each kind with one statement however much was asked.
 * Records to be written are locked only if nobody else holds them: whoever asked for one that is held sees it as busy.
 */
export async function answerAsks(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly Ask[],
): Promise<void> {
  const byKind = Map.groupBy(distinct(asks), (ask) => ask.kind);
  const of = <Kind extends Ask['kind']>(kind: Kind) => (byKind.get(kind) ?? []) as AskOf<Kind>[];
  await Promise.all([
    answerRecordsToWrite(
      db,
      account,
      workspace,
      of('record').filter((ask) => ask.toWrite),
    ),
    answerRecordsToRead(
      db,
      account,
      workspace,
      of('record').filter((ask) => !ask.toWrite),
    ),
    answerAssociated(db, account, workspace, of('associated')),
    answerHistory(db, account, workspace, of('history')),
    answerEvents(db, account, workspace, of('events')),
    answerMemberships(db, account, workspace, of('membership')),
    answerLists(db, account, workspace, of('list')),
    answerRecordIds(db, workspace, asks.filter((ask) => ask.kind === 'recordId').length),
    answerUniqueValues(db, account, workspace, of('uniqueValue')),
    answerEffectResults(db, account, workspace, of('effectResult')),
  ]);
}

async function answerRecordsToWrite(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<'record'>[],
): Promise<void> {
  const refs = asks.map((ask) => ask.ref).filter((ref) => workspace.access(ref) !== 'write');
  if (refs.length === 0) return;
  const locked = await loadRecords(db, account, refs, 'skip');
  const got = new Set(locked.map(recordKey));
  const rest = refs.filter((ref) => !got.has(recordKey(ref)));
  // What did not come back is held by someone, or does not exist.
  const held = rest.length === 0 ? [] : await loadRecords(db, account, rest, 'none');
  const there = new Set(held.map(recordKey));
  for (const image of locked) workspace.loadRecord(image, image, 'write');
  for (const ref of rest) {
    if (there.has(recordKey(ref))) workspace.markBusy(ref);
    else workspace.loadRecord(ref, null, 'write');
  }
}

async function answerRecordsToRead(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<'record'>[],
): Promise<void> {
  const refs = asks.map((ask) => ask.ref).filter((ref) => workspace.world.record(ref) === undefined);
  const images = await loadRecords(db, account, refs, 'none');
  for (const image of images) {
    if (workspace.world.record(image) === undefined) workspace.loadRecord(image, image, 'read');
  }
  for (const ref of refs)
    if (workspace.world.record(ref) === undefined) workspace.loadRecord(ref, null, 'read');
}

async function answerAssociated(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<'associated'>[],
): Promise<void> {
  const open = asks.filter((ask) => workspace.world.associated(ask.from, ask.association) === undefined);
  const found = await loadAssociated(
    db,
    account,
    open.map(({ from, association }) => ({ from, kind: association })),
  );
  for (const { from, kind, ids } of found) workspace.world.loadAssociated(from, kind, ids);
}

async function answerHistory(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<'history'>[],
): Promise<void> {
  const found = await loadPropertyHistory(db, account, asks);
  asks.forEach((ask, index) => {
    workspace.setHistory(ask.ref, ask.property, found[index]!);
  });
}

async function answerEvents(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<'events'>[],
): Promise<void> {
  const found = await loadEvents(db, account, asks);
  asks.forEach((ask, index) => {
    workspace.setEvents(ask.ref, ask.eventTypeId, found[index]!);
  });
}

async function answerMemberships(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<'membership'>[],
): Promise<void> {
  const open = asks.filter((ask) => workspace.inList(ask.ref, ask.list) === undefined);
  const inside = await loadInList(db, account, open);
  open.forEach(({ ref, list }, index) => {
    workspace.setMembership(ref, list, inside[index]!);
  });
}

async function answerLists(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<'list'>[],
): Promise<void> {
  if (asks.length === 0) return;
  const found = await selectLists(
    db,
    account,
    asks.map((ask) => ask.list),
  );
  const byId = new Map(found.map((list) => [list.id, list]));
  for (const { list } of asks) {
    const there = byId.get(list);
    const keptBy = there?.processingType === 'DYNAMIC' ? 'filters' : 'hand';
    workspace.setList(list, there ? { objectTypeId: there.objectTypeId, keptBy } : null);
  }
}

async function answerRecordIds(db: Db, workspace: Workspace, count: number): Promise<void> {
  workspace.addRecordIds(await drawRecordIds(db, count));
}

async function answerUniqueValues(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<'uniqueValue'>[],
): Promise<void> {
  const holders = await loadUniqueValues(db, account, asks);
  asks.forEach((ask, index) => {
    if (workspace.uniqueHolder(ask.objectTypeId, ask.property, ask.value) === undefined) {
      workspace.setUniqueHolder(ask.objectTypeId, ask.property, ask.value, holders[index] ?? null);
    }
  });
}

async function answerEffectResults(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<'effectResult'>[],
): Promise<void> {
  const found: Map<string, EffectResult | null> = await loadEffectResults(
    db,
    account,
    asks.map((ask) => ask.key),
  );
  for (const { key } of asks) workspace.setEffectResult(key, found.get(key) ?? null);
}

/** Every question once; whoever asked for an id, though, gets one of their own. */
function distinct(asks: readonly Ask[]): Ask[] {
  return [...new Map(asks.map((ask) => [questionOf(ask), ask])).values()];
}

function questionOf(ask: Ask): string {
  switch (ask.kind) {
    case 'record':
      return `record ${ask.toWrite} ${recordKey(ask.ref)}`;
    case 'associated':
      return `associated ${associationKey(ask.from, ask.association)}`;
    case 'history':
      return `history ${recordKey(ask.ref)} ${ask.property}`;
    case 'events':
      return `events ${recordKey(ask.ref)} ${ask.eventTypeId}`;
    case 'membership':
      return `membership ${recordKey(ask.ref)} ${ask.list}`;
    case 'list':
      return `list ${ask.list}`;
    case 'uniqueValue':
      return `unique ${ask.objectTypeId} ${ask.property} ${ask.value}`;
    case 'effectResult':
      return `effect ${ask.key}`;
    case 'recordId':
      return 'id';
  }
}
