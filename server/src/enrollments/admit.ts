import { type FlowProgram, type LeaveReason, type Trigger, unenrollsOf } from '@millrace/core/flow';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { BeginAgain, type Unit } from '../history/index.ts';
import {
  type Admission,
  insertEnrollments,
  insertRefusals,
  keepTriggers,
  loadStandings,
  type Standing,
} from '../passages/index.ts';
import { type Asked, askRecords } from './door/ask-records.ts';
import type { Refusal } from './door/rule.ts';
import { passageRefusal } from './door/rules.ts';
import { asStored } from './door/sight.ts';
import { type Entered, leaveOthers, takeTurnToTake } from './leave-others.ts';

/** A record at the door of a flow. */
export interface Applicant {
  readonly program: FlowProgram;
  readonly ref: RecordRef;
  /** Its triggers for a first and for a further enrollment; null: none. */
  readonly enrolls: Trigger | null;
  readonly reEnrolls: Trigger | null;
  readonly depth: number;
  readonly at: EpochMillis;
  /** Lists that it has joined (true) or left by now, though nothing is stored yet. */
  readonly moved?: ReadonlyMap<string, boolean>;
  /** What becomes of the trigger when the record is inside; it is dropped unless told. */
  readonly whileInside?: 'drop' | 'keep';
}

/** The outcome for an applicant. */
export interface Admitted {
  readonly outcome: 'ENROLLED' | Refusal;
  readonly enrollmentId?: string;
}

/**
 * Enrolls records in flows by the rules of the door, in their order: first those about passages, then those that need the
 * record. A refusal by the latter is shown in the flow's history. One answer for each applicant; of several for one record
 * and flow, the first admissible one comes in.
 */
export async function admit(unit: Unit, applicants: readonly Applicant[]): Promise<Admitted[]> {
  const pairs = applicants.map(({ program, ref }) => ({ flowId: program.flowId, recordId: ref.id }));
  const standings = await loadStandings(unit.tx, unit.account.id, pairs);
  const answers = new Map<Applicant, Admitted>();
  const asking: Asking[] = [];
  for (const applicant of applicants) {
    const known = standings.get(keyOf(applicant));
    const standing = {
      inside: known?.active ? {} : null,
      insideBefore: known ? {} : null,
      comesAgain: applicant.reEnrolls !== null && !hasCome(applicant.reEnrolls, known),
    };
    const refusal = passageRefusal(standing);
    const trigger = known ? applicant.reEnrolls : applicant.enrolls;
    // A trigger of re-enrollment enrolls only records that were inside before.
    if (refusal || !trigger) answers.set(applicant, { outcome: refusal ?? 'ENROLLED_BEFORE' });
    else asking.push({ ...applicant, standing, applicant, admission: admissionOf(applicant, trigger) });
  }
  await askAndWrite(unit, asking, answers);
  await keepForLater(unit, applicants, answers);
  return applicants.map((applicant) => answers.get(applicant)!);
}

/** Whether an occurrence of the flow's schedule has enrolled the record already: each does so once, whatever is interrupted or moved. */
function hasCome({ scheduledAt }: Trigger, known: Standing | undefined): boolean {
  const last = known?.scheduledAt ?? null;
  return scheduledAt !== undefined && last !== null && last >= scheduledAt;
}

/** Keeps triggers of records that are inside; one that has left meanwhile, in another transaction, is to be asked again. */
async function keepForLater(
  unit: Unit,
  applicants: readonly Applicant[],
  answers: ReadonlyMap<Applicant, Admitted>,
): Promise<void> {
  const kept = applicants.flatMap((applicant) => {
    const { program, ref, reEnrolls: trigger, depth, at, whileInside } = applicant;
    const isInside = answers.get(applicant)?.outcome === 'ALREADY_ACTIVE';
    return isInside && trigger && whileInside === 'keep'
      ? [{ flowId: program.flowId, ref, trigger, depth, at }]
      : [];
  });
  if ((await keepTriggers(unit, kept)) === 'over') throw new BeginAgain('The record has just left the flow.');
}

interface Asking extends Asked {
  readonly applicant: Applicant;
  readonly admission: Admission;
}

async function askAndWrite(
  unit: Unit,
  asking: readonly Asking[],
  answers: Map<Applicant, Admitted>,
): Promise<void> {
  if (asking.length === 0) return;
  const { welcome, refused, late } = await sorted(unit, asking);
  for (const { applicant } of late) answers.set(applicant, { outcome: 'ALREADY_ACTIVE' });
  await takeTurnToTake(
    unit,
    welcome.map(({ program }) => ({ unenrolls: unenrollsOf(program.definition) })),
  );
  const ids = await insertEnrollments(
    unit,
    welcome.map(({ admission }) => admission),
  );
  for (const [index, { applicant }] of welcome.entries()) {
    const enrollmentId = ids[index];
    answers.set(
      applicant,
      enrollmentId ? { outcome: 'ENROLLED', enrollmentId } : { outcome: 'ALREADY_ACTIVE' },
    );
  }
  await leaveOthers(unit, enteredOf(welcome, ids));
  await insertRefusals(unit, refused);
  for (const { applicant, reason } of refused) answers.set(applicant, { outcome: reason });
}

/** Who is let in, who is refused, and who knocks behind one who is let in. */
async function sorted(unit: Unit, asking: readonly Asking[]) {
  const reasons = await askRecords(unit, asking, asStored(unit));
  const entering = new Set<string>();
  const welcome: Asking[] = [];
  const late: Asking[] = [];
  const refused: (Asking & { readonly reason: LeaveReason })[] = [];
  for (const [index, each] of asking.entries()) {
    const key = keyOf(each.applicant);
    const reason = reasons[index] ?? null;
    if (entering.has(key)) late.push(each);
    else if (reason) refused.push({ ...each, reason });
    else {
      entering.add(key);
      welcome.push(each);
    }
  }
  return { welcome, refused, late };
}

function enteredOf(welcome: readonly Asking[], ids: readonly (string | null)[]): Entered[] {
  return welcome.flatMap(({ program, ref }, index) => {
    const enrollmentId = ids[index];
    if (!enrollmentId) return [];
    return [{ enrollmentId, flowId: program.flowId, ref, unenrolls: unenrollsOf(program.definition) }];
  });
}

function admissionOf({ program, ref, depth, at }: Applicant, trigger: Trigger): Admission {
  const { flowId, revisionId, startActionId = null } = program;
  return { flowId, revisionId, startActionId, ref, trigger, depth, at };
}

function keyOf({ program, ref }: Applicant): string {
  return `${program.flowId}/${ref.id}`;
}

/** The record of an applicant and its flow. */
export function pairKey(flowId: string, ref: RecordRef): string {
  return `${flowId}/${recordKey(ref)}`;
}
