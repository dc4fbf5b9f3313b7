import { type CompiledCriteria, type Subject, TooMuchWork } from '@millrace/core/criteria';
import type { FlowProgram, LeaveReason, Trigger } from '@millrace/core/flow';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import { selectMemberships } from '../lists/index.ts';
import { gather, NOTHING_BEYOND, subjectAt, type View } from '../loading/index.ts';
import { type Admission, insertEnrollments, insertRefusals, loadStandings } from '../passages/index.ts';
import { Turns } from '../platform/index.ts';
import { type FlowTriggers, loadReaders } from '../triggers/index.ts';

/** A record at the door of a flow. */
export interface Applicant {
  readonly program: FlowProgram;
  readonly ref: RecordRef;
  /** What lets it in when it has never been inside, and when it has; null: nothing. */
  readonly enrolls: Trigger | null;
  readonly reEnrolls: Trigger | null;
  readonly depth: number;
  readonly at: EpochMillis;
}

/** What became of an applicant. */
export interface Admitted {
  readonly outcome: 'ENROLLED' | 'ALREADY_ACTIVE' | 'ENROLLED_BEFORE' | LeaveReason;
  readonly enrollmentId?: string;
}

/**
 * Lets records into flows by the rules of the door, in their order: whoever is inside stays where they are; whoever was
 * inside needs a trigger for coming again; a member of a suppression list, one who meets the flow's criteria for leaving,
 * and one who has reached its goal already are refused, which the flow's history shows. One answer for each applicant; of several
 * for one record and flow, the first that can come in does.
 */
export async function admit(unit: Unit, applicants: readonly Applicant[]): Promise<Admitted[]> {
  const pairs = applicants.map(({ program, ref }) => ({ flowId: program.flowId, recordId: ref.id }));
  const standings = await loadStandings(unit.tx, unit.account.id, pairs);
  const taken = new Set<string>();
  const answers: (Admitted | null)[] = applicants.map((applicant) => {
    const key = keyOf(applicant);
    const standing = standings.get(key);
    if (standing?.active || taken.has(key)) return { outcome: 'ALREADY_ACTIVE' };
    const trigger = standing ? applicant.reEnrolls : applicant.enrolls;
    if (!trigger) return { outcome: 'ENROLLED_BEFORE' };
    taken.add(key);
    return null;
  });
  const asking = applicants.flatMap((applicant, index) =>
    answers[index] === null ? [{ applicant, index }] : [],
  );
  if (asking.length === 0) return answers.map((answer) => answer!);
  const refusals = await refusalsOf(
    unit,
    asking.map(({ applicant }) => applicant),
  );
  const asked = asking.map(({ applicant, index }, place) => {
    const standing = standings.get(keyOf(applicant));
    const admission = admissionOf(applicant, (standing ? applicant.reEnrolls : applicant.enrolls)!);
    return { index, admission, reason: refusals[place] ?? null };
  });
  const welcome = asked.filter(({ reason }) => reason === null);
  const ids = await insertEnrollments(
    unit,
    welcome.map(({ admission }) => admission),
  );
  welcome.forEach(({ index }, place) => {
    const enrollmentId = ids[place];
    answers[index] = enrollmentId ? { outcome: 'ENROLLED', enrollmentId } : { outcome: 'ALREADY_ACTIVE' };
  });
  const refused = asked.flatMap(({ index, admission, reason }) =>
    reason ? [{ index, admission, reason }] : [],
  );
  await insertRefusals(unit, refused);
  for (const { index, reason } of refused) answers[index] = { outcome: reason };
  return answers.map((answer) => answer!);
}

function admissionOf({ program, ref, depth, at }: Applicant, trigger: Trigger): Admission {
  const { flowId, revisionId, startActionId = null } = program;
  return { flowId, revisionId, startActionId, ref, trigger, depth, at };
}

function keyOf({ program, ref }: Applicant): string {
  return `${program.flowId}/${ref.id}`;
}

/** Why applicants are refused, as things stand now; null for who is welcome. No statement for flows that refuse nobody. */
async function refusalsOf(unit: Unit, applicants: readonly Applicant[]): Promise<(LeaveReason | null)[]> {
  const guarded = applicants.map(({ program }) => isGuarded(program));
  if (!guarded.includes(true)) return applicants.map(() => null);
  const readers = await loadReaders(unit.tx, unit.account);
  const triggersOf = applicants.map(({ program }): FlowTriggers | null => {
    const reader = readers.reader('FLOW', program.flowId);
    return reader?.reader === 'FLOW' ? reader.triggers : null;
  });
  const memberships = await selectMemberships(
    unit.tx,
    unit.account.id,
    applicants.flatMap(({ ref }, index) =>
      (triggersOf[index]?.suppressionLists ?? []).map((listId) => ({ listId, recordId: ref.id })),
    ),
  );
  const inside = new Set(memberships.map(({ listId, recordId }) => `${listId}/${recordId}`));
  const wanted = applicants.flatMap(({ ref }, index) => {
    const reads = triggersOf[index]?.exits.map(({ criteria }) => criteria.reads) ?? [];
    return reads.length > 0 ? [{ ref, reads }] : [];
  });
  const view = wanted.length > 0 ? await gather(unit.tx, unit.account, wanted, null) : null;
  const turns = new Turns(unit.tx);
  const refusals: (LeaveReason | null)[] = [];
  for (const [index, { ref }] of applicants.entries()) {
    await turns.next();
    const triggers = triggersOf[index] ?? null;
    const isSuppressed = triggers?.suppressionLists.some((list) => inside.has(`${list}/${ref.id}`));
    refusals.push(isSuppressed ? 'SUPPRESSED' : exitMet(triggers, ref, view, unit.account.now));
  }
  return refusals;
}

function exitMet(
  triggers: FlowTriggers | null,
  ref: RecordRef,
  view: View | null,
  now: EpochMillis,
): LeaveReason | null {
  if (!triggers || !view || triggers.exits.length === 0) return null;
  const subject = subjectAt(ref, view, NOTHING_BEYOND);
  if (!subject) return null;
  return triggers.exits.find(({ criteria }) => isMet(criteria, subject, now))?.reason ?? null;
}

/** What takes too much work to tell refuses nobody: once inside, the passage that cannot be told fails with that reason. */
function isMet(criteria: CompiledCriteria, subject: Subject, now: EpochMillis): boolean {
  try {
    return criteria.met(subject, now);
  } catch (error) {
    if (error instanceof TooMuchWork) return false;
    throw error;
  }
}

function isGuarded({ definition }: FlowProgram): boolean {
  if (definition.type === 'PLATFORM_FLOW') return definition.suppressionFilterBranch !== undefined;
  return definition.suppressionListIds.length > 0 || definition.goalFilterBranch !== undefined;
}

/** The record of an applicant and its flow. */
export function pairKey(flowId: string, ref: RecordRef): string {
  return `${flowId}/${recordKey(ref)}`;
}
