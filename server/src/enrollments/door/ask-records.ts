import { type CompiledCriteria, type Subject, TooMuchWork } from '@millrace/core/criteria';
import type { FlowProgram, LeaveReason } from '@millrace/core/flow';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../../history/index.ts';
import { Turns } from '../../platform/index.ts';
import { loadReaders } from '../../triggers/index.ts';
import type { AtTheDoor, Guards } from './rule.ts';
import { RECORD_RULES, refusalBy } from './rules.ts';
import type { Sight } from './sight.ts';

/** A record admitted by the rules about its passages, with their answers. */
export interface Asked {
  readonly program: FlowProgram;
  readonly ref: RecordRef;
  readonly standing: Pick<AtTheDoor, 'inside' | 'insideBefore' | 'comesAgain'>;
  /** Lists that it has joined (true) or left by now, though nothing is stored yet. */
  readonly moved?: ReadonlyMap<string, boolean>;
}

const NO_GUARDS: Guards = { suppressionLists: [], exits: [] };

/**
 * Asks the rules that need the record, as of now, of records at the doors of flows: the refusing rule of each, null for an
 * admitted one. No statement for flows without such rules.
 */
export async function askRecords(
  unit: Unit,
  asked: readonly Asked[],
  sight: Sight,
): Promise<(LeaveReason | null)[]> {
  if (!asked.some(({ program }) => isGuarded(program))) return asked.map(() => null);
  const readers = await loadReaders(unit.tx, unit.account);
  const guardsOf = asked.map(({ program }): Guards => {
    const reader = readers.reader('FLOW', program.flowId);
    return reader?.reader === 'FLOW' ? reader.triggers : NO_GUARDS;
  });
  const members = await sight.memberships(
    asked.flatMap(({ ref }, index) => guardsOf[index]!.suppressionLists.map((listId) => ({ listId, ref }))),
  );
  const wanted = asked.flatMap(({ ref }, index) => {
    const reads = guardsOf[index]!.exits.map(({ criteria }) => criteria.reads);
    return reads.length > 0 ? [{ ref, reads }] : [];
  });
  const subjects = await sight.subjects(wanted);
  const turns = new Turns(unit.tx);
  const refusals: (LeaveReason | null)[] = [];
  for (const [index, { ref, standing, moved }] of asked.entries()) {
    await turns.next();
    const guards = guardsOf[index]!;
    const suppressedBy = guards.suppressionLists.filter(
      (list) => moved?.get(list) ?? members.has(`${list}/${ref.id}`),
    );
    const subject = withMoves(subjects.get(recordKey(ref)) ?? null, moved);
    refusals.push(
      refusalBy(RECORD_RULES, {
        ...standing,
        guards,
        suppressedBy,
        isMet: ({ criteria }) => isMet(criteria, subject, unit.times.of(ref.id)),
      }),
    );
  }
  return refusals;
}

function withMoves(subject: Subject | null, moved: Asked['moved']): Subject | null {
  if (!subject || !moved || moved.size === 0) return subject;
  return { ...subject, inList: (list) => moved.get(list) ?? subject.inList?.(list) ?? false };
}

/**
 * Whether a record meets criteria; null when that takes too much work to tell: the record is admitted, and its passage then
 * fails with that reason. A missing record meets none.
 */
export function isMet(criteria: CompiledCriteria, subject: Subject | null, at: EpochMillis): boolean | null {
  if (!subject) return false;
  try {
    return criteria.met(subject, at);
  } catch (error) {
    if (error instanceof TooMuchWork) return null;
    throw error;
  }
}

function isGuarded({ definition }: FlowProgram): boolean {
  if (definition.type === 'PLATFORM_FLOW') return definition.suppressionFilterBranch !== undefined;
  return definition.suppressionListIds.length > 0 || definition.goalFilterBranch !== undefined;
}
