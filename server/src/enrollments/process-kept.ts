import type { Reads, Subject } from '@millrace/core/criteria';
import { recordKey } from '@millrace/core/record';
import { type EpochMillis, iso } from '@millrace/core/time';
import type { AccountId, DueRow } from '../accounts/index.ts';
import { pendingChanges, type Unit, waitForLanes } from '../history/index.ts';
import { gather, NOTHING_BEYOND, subjectAt } from '../loading/index.ts';
import {
  claimTriggers,
  claimTriggersOf,
  KEPT_TRIGGERS_PER_BATCH,
  type KeptTrigger,
  keptTriggers,
} from '../passages/index.ts';
import { type FlowTriggers, loadReaders } from '../triggers/index.ts';
import { admit } from './admit.ts';
import { isMet } from './door/ask-records.ts';
import type { ProcessEnvironment } from './process-changes.ts';

/**
 * Enrolls records again whose triggers were kept while they were inside: if the flow still does so, and they meet its criteria now. Returns
 * their number.
 */
export function processKept(
  { store }: ProcessEnvironment,
  accountId: AccountId,
  /** Of a stretch of time that is worked at once: these. */
  rows: readonly DueRow[] | null = null,
): Promise<number> {
  return store.write(accountId, async (unit) => {
    await waitForLanes(unit);
    // The lanes of changes were refused meanwhile.
    unit.wake(pendingChanges);
    if (!rows && unit.account.windowEnd !== null) return 0;
    if (rows) for (const { recordId, at } of rows) unit.times.tell(recordId, at);
    const kept = await (rows ? claimTriggersOf(unit, rows) : claimTriggers(unit, KEPT_TRIGGERS_PER_BATCH));
    if (kept.length === KEPT_TRIGGERS_PER_BATCH) unit.wake(keptTriggers);
    if (kept.length > 0) await enrollAgain(unit, kept);
    return kept.length;
  });
}

async function enrollAgain(unit: Unit, kept: readonly KeptTrigger[]): Promise<void> {
  const readers = await loadReaders(unit.tx, unit.account);
  const open = kept.flatMap((each) => {
    const reader = readers.reader('FLOW', each.flowId);
    const comesAgain = reader?.reader === 'FLOW' && reader.triggers.shouldReEnroll;
    return comesAgain && keepsTriggers(reader.triggers) ? [{ ...each, triggers: reader.triggers }] : [];
  });
  const wanted = open.map(({ ref, triggers }) => ({ ref, reads: readsOf(triggers) }));
  const view = await gather(unit.tx, unit.account, wanted, null);
  const subjects = new Map(open.map(({ ref }) => [recordKey(ref), subjectAt(ref, view, NOTHING_BEYOND)]));
  const meeting = open.filter((each) =>
    meets(each, subjects.get(recordKey(each.ref)) ?? null, unit.times.of(each.ref.id)),
  );
  await admit(
    unit,
    meeting.map(({ triggers, ref, trigger, depth, at }) => ({
      program: triggers.program,
      ref,
      enrolls: null,
      reEnrolls: { ...trigger, keptSince: iso(at) },
      depth,
      at: unit.times.of(ref.id),
    })),
  );
}

/** Whether a flow keeps what fires while a record is inside. */
export function keepsTriggers({ program }: FlowTriggers): boolean {
  return program.policies?.keepsTriggers === true;
}

function readsOf(triggers: FlowTriggers): Reads[] {
  switch (triggers.kind) {
    case 'CRITERIA':
      return [triggers.held.reads];
    case 'EVENT':
      return [...triggers.joins, ...(triggers.refinement ? [triggers.refinement] : [])].map(
        ({ reads }) => reads,
      );
    case 'SCHEDULE':
    case 'NONE':
      return [];
  }
}

/** Whether a record meets now what had to hold when its trigger fired; whoever joined a list must be in it still. Occurrences of schedules are not kept. */
function meets(
  { triggers, trigger }: KeptTrigger & { readonly triggers: FlowTriggers },
  subject: Subject | null,
  now: EpochMillis,
): boolean {
  if (!subject) return false;
  switch (triggers.kind) {
    case 'CRITERIA':
      return isMet(triggers.held, subject, now) === true;
    case 'EVENT': {
      const { refinement, joins } = triggers;
      if (refinement && isMet(refinement, subject, now) !== true) return false;
      const isOfList = trigger.eventTypeId === 'joined_list' || trigger.eventTypeId === 'left_list';
      return !isOfList || joins.some((criteria) => isMet(criteria, subject, now) === true);
    }
    case 'SCHEDULE':
    case 'NONE':
      return false;
  }
}
