import { type CompiledCriteria, compileCriteria, filterBranchSchema } from '@millrace/core/criteria';
import { parseWith } from '@millrace/core/problem';
import { recordKey } from '@millrace/core/record';
import type { Unit } from '../../history/index.ts';
import { selectMemberships } from '../../lists/index.ts';
import { gather, NOTHING_BEYOND, subjectAt } from '../../loading/index.ts';
import { type Candidate, lookThrough } from '../../passages/index.ts';
import { Turns } from '../../platform/index.ts';
import { loadTriggerContext } from '../../triggers/index.ts';
import type { Steer } from './steer.ts';

/** Enrollments that one statement looks through, so that one that finds none ends, too. */
const LOOKED_AT_ONCE = 5_000;

/** Where to go on among the enrollments of the flows. */
export interface Place {
  readonly flow: number;
  readonly after: string;
  /** Enrollments with greater ids came later and are left alone. */
  readonly lastId: string;
}

export interface Matching {
  readonly found: readonly Candidate[];
  readonly next: Place | null;
  readonly looked: number;
}

/** The next of those that the filters are met by; perhaps none, and more behind it. */
export async function nextMatching(unit: Unit, steer: Steer, place: Place, most: number): Promise<Matching> {
  const flowId = steer.flowIds[place.flow];
  if (flowId === undefined) return { found: [], next: null, looked: 0 };
  const { filter } = steer;
  const { lastId, after } = place;
  const looked = await lookThrough(unit.tx, unit.account.id, {
    flowId,
    filter,
    after,
    lastId,
    most,
    look: LOOKED_AT_ONCE,
  });
  const isMore = looked.after !== null || place.flow + 1 < steer.flowIds.length;
  const next =
    looked.after === null ? { flow: place.flow + 1, after: '0', lastId } : { ...place, after: looked.after };
  return {
    found: await meeting(unit, steer, await inList(unit, steer, looked.found)),
    next: isMore ? next : null,
    looked: looked.looked,
  };
}

async function inList(
  unit: Unit,
  { listId }: Steer,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  if (listId === null || candidates.length === 0) return candidates;
  const members = await selectMemberships(
    unit.tx,
    unit.account.id,
    candidates.map(({ recordId }) => ({ listId, recordId })),
  );
  const inside = new Set(members.map(({ recordId }) => recordId));
  return candidates.filter(({ recordId }) => inside.has(recordId));
}

/** Those whose records meet the criteria, as they are now. */
async function meeting(
  unit: Unit,
  { filterBranch }: Steer,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const [first] = candidates;
  if (filterBranch === null || !first) return candidates;
  const criteria = await compiled(unit, filterBranch, first.objectTypeId);
  const refs = candidates.map(({ objectTypeId, recordId: id }) => ({ objectTypeId, id }));
  const view = await gather(
    unit.tx,
    unit.account,
    refs.map((ref) => ({ ref, reads: [criteria.reads] })),
    null,
  );
  const turns = new Turns(unit.tx);
  const met = new Set<string>();
  for (const ref of refs) {
    await turns.next();
    const subject = subjectAt(ref, view, NOTHING_BEYOND);
    if (subject && criteria.met(subject, unit.account.now)) met.add(recordKey(ref));
  }
  return candidates.filter((_, index) => met.has(recordKey(refs[index]!)));
}

async function compiled(unit: Unit, filterBranch: unknown, objectTypeId: string): Promise<CompiledCriteria> {
  const parsed = parseWith(filterBranchSchema, filterBranch, 'filterBranch');
  if (!parsed.ok) throw new Error(`Filters that were checked cannot be read: ${parsed.problems[0]?.message}`);
  const contextOf = await loadTriggerContext(unit.tx, unit.account, new Set());
  return compileCriteria(parsed.value, contextOf(objectTypeId));
}
