import { type CompiledCriteria, type Subject, TooMuchWork } from '@millrace/core/criteria';
import { type MembershipWrite, type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { loadChangesSince, type Unit } from '../history/index.ts';
import { aroundChange, gather, subjectAt } from '../loading/index.ts';
import { Turns } from '../platform/index.ts';
import type { ListReader } from './reader.ts';
import { quietSweeps, type Sweep } from './sweeps.ts';

/** Records with texts in memory at once. */
const RECORDS_PER_SLICE = 100;

/**
 * Joins found between a quiet change of a list's filters and its sweep's arrival at the records: a record that met the new
 * filters at the save joins quietly, and enters no flow, whatever the occasion of its evaluation. No statement unless a record joins.
 */
export async function hushJoins(
  unit: Unit,
  memberships: readonly MembershipWrite[],
  lists: ReadonlyMap<string, ListReader>,
): Promise<readonly MembershipWrite[]> {
  const joins = memberships.filter(({ action }) => action === 'join');
  if (joins.length === 0) return memberships;
  const quiet = new Set<MembershipWrite>();
  for (const sweep of await quietSweeps(unit.tx, unit.account.id)) {
    const reader = lists.get(sweep.readerId);
    const joining = joins.filter(({ listId, ref }) => listId === sweep.readerId && isAhead(sweep, ref));
    if (!reader || joining.length === 0) continue;
    const by = await joinedBy(
      unit,
      sweep,
      reader,
      joining.map(({ ref }) => ref),
    );
    for (const join of joining) if (by(join.ref) === 'the save') quiet.add(join);
  }
  return memberships.map((each) => (quiet.has(each) ? { ...each, enrolls: false } : each));
}

function isAhead({ afterId, lastId }: Sweep, { id }: RecordRef): boolean {
  return BigInt(id) > BigInt(afterId) && BigInt(id) <= BigInt(lastId);
}

/** The cause by which a record has come to meet filters. */
export type JoinedBy = (ref: RecordRef) => 'the save' | 'a change since';

/**
 * Whether records met the filters of a list already when these were saved, or have come to meet them since. With
 * criteria that read the record alone, only records written to since are evaluated again.
 */
export async function joinedBy(
  unit: Unit,
  { afterChange, createdAt }: Sweep,
  { criteria }: ListReader,
  refs: readonly RecordRef[],
): Promise<JoinedBy> {
  if (afterChange === null || refs.length === 0) return () => 'the save';
  const { tx, account } = unit;
  const since = { kind: 'change', id: String(BigInt(afterChange) + 1n) } as const;
  const { now, associations } = criteria.reads;
  const written = new Set(
    (await loadChangesSince(tx, account.id, refs, since)).map(({ ref }) => recordKey(ref)),
  );
  const asked = now || associations.length > 0 ? refs : refs.filter((ref) => written.has(recordKey(ref)));
  const { after: atSave } = aroundChange(afterChange);
  const turns = new Turns(tx);
  const later = new Set<string>();
  for (let from = 0; from < asked.length; from += RECORDS_PER_SLICE) {
    const slice = asked.slice(from, from + RECORDS_PER_SLICE);
    const wanted = slice.map((ref) => ({ ref, reads: [criteria.reads] }));
    const view = await gather(tx, account, wanted, since);
    for (const ref of slice) {
      await turns.next();
      if (!wasMet(criteria, subjectAt(ref, view, atSave), createdAt)) later.add(recordKey(ref));
    }
  }
  return (ref) => (later.has(recordKey(ref)) ? 'a change since' : 'the save');
}

/** An undecided record joins quietly: none enters a flow by mistake. */
function wasMet({ met }: CompiledCriteria, subject: Subject | null, at: EpochMillis): boolean {
  if (subject === null) return false;
  try {
    return met(subject, at);
  } catch (error) {
    if (error instanceof TooMuchWork) return true;
    throw error;
  }
}
