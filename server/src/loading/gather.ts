import type { AssociationSpec, Reads } from '@millrace/core/criteria';
import { type Ask, openAsks, Workspace } from '@millrace/core/flow';
import { type RecordRef, recordKey, World } from '@millrace/core/record';
import type { Account } from '../accounts/index.ts';
import { loadChangesSince, type Since } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import { answerAsks } from './answer-asks.ts';
import { loadRecordsSince } from './records-since.ts';
import { linkedBy, namedRecord, type View } from './subject-at.ts';
import { Timeline } from './timeline.ts';

/** A record with the reads of its criteria. */
export interface Wanted {
  readonly ref: RecordRef;
  readonly reads: readonly Reads[];
}

/** The reads in progress, with their records. */
interface Gathering extends View {
  readonly known: Map<string, RecordRef>;
}

/** A hop over an association costs two rounds, and the reads behind it one more. */
const ROUNDS_MAX = 50;

/**
 * Loads the reads of criteria on records and around them, as of now, with the changes `since`. The number of statements
 * depends on hops over associations, not on the number of records. Commits between two of them are covered: the log is
 * read once more, after all else.
 */
export async function gather(
  db: Db,
  account: Account,
  wanted: readonly Wanted[],
  since: Since | null,
): Promise<View> {
  const view: Gathering = { ...emptyView(), known: new Map() };
  let isLogLast = true;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const asks: Ask[] = [];
    for (const { ref, reads } of wanted) for (const each of reads) gatherAsks(each, ref, view, asks);
    if (round === 0) for (const { ref, reads } of wanted) if (reads.length === 0) askRecord(ref, view, asks);
    if (asks.length === 0) {
      if (isLogLast) return view;
      await reloadLog(db, account, view, since!);
      isLogLast = true;
      continue;
    }
    isLogLast = since === null || round === 0;
    const records = asks.flatMap((ask) => (ask.kind === 'record' ? [ask.ref] : []));
    const others = asks.filter((ask) => ask.kind !== 'record');
    await Promise.all([
      loadImages(db, account, view, records, since),
      others.length > 0 ? answerAsks(db, account.id, view.workspace, others) : undefined,
    ]);
  }
  throw new Error(`Criteria still lack what they read after ${ROUNDS_MAX} rounds.`);
}

/** To be filled, looked at, and dropped. */
export function emptyView(): View {
  return { workspace: new Workspace(new World()), timeline: new Timeline() };
}

async function loadImages(
  db: Db,
  account: Account,
  { workspace, timeline, known }: Gathering,
  refs: readonly RecordRef[],
  since: Since | null,
): Promise<void> {
  const distinct = [...new Map(refs.map((ref) => [recordKey(ref), ref])).values()];
  const { images, changes } = await loadRecordsSince(db, account.id, distinct, since);
  for (const ref of distinct) {
    known.set(recordKey(ref), ref);
    workspace.loadRecord(ref, null, 'read');
  }
  for (const image of images) workspace.loadRecord(image, image, 'read');
  timeline.add(changes);
}

async function reloadLog(db: Db, account: Account, view: Gathering, since: Since): Promise<void> {
  const { timeline } = view;
  const changes = await loadChangesSince(db, account.id, [...view.known.values()], since);
  timeline.clear();
  timeline.add(changes);
}

function askRecord(ref: RecordRef, { workspace }: View, asks: Ask[]): void {
  if (workspace.world.record(ref) === undefined) asks.push({ kind: 'record', ref, toWrite: false });
}

function gatherAsks(reads: Reads, ref: RecordRef, view: View, asks: Ask[]): void {
  const { workspace } = view;
  if (workspace.world.record(ref) === undefined) {
    askRecord(ref, view, asks);
    return;
  }
  asks.push(...openAsks(reads, ref, workspace));
  for (const { association, reads: theirs } of reads.associations) {
    if ('typeId' in association && workspace.world.associated(ref, association) === undefined)
      asks.push({ kind: 'associated', from: ref, association });
    else for (const other of everAssociated(ref, association, view)) gatherAsks(theirs, other, view, asks);
  }
}

/** The records at the other end, now and since the first moment of interest. */
function everAssociated(
  ref: RecordRef,
  association: AssociationSpec,
  { workspace, timeline }: View,
): RecordRef[] {
  const { objectTypeId } = association;
  if ('property' in association) {
    const present = workspace.world.record(ref)?.properties ?? {};
    const earlier = timeline
      .of(ref)
      .flatMap(({ kind, before }) => (kind === 'updated' && before ? [before] : []));
    return [present, ...earlier].flatMap((properties) =>
      namedRecord(association, properties as Readonly<Record<string, string>>),
    );
  }
  const ids = new Set(workspace.world.associated(ref, association) ?? []);
  for (const change of timeline.of(ref)) {
    const other = linkedBy(change, association);
    if (other !== null) ids.add(other);
  }
  return [...ids].map((id) => ({ objectTypeId, id }));
}
