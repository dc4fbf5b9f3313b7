import {
  clockOf,
  daysOf,
  type EnrollmentSchedule,
  type FlowDefinition,
  scheduleOf,
} from '@millrace/core/flow';
import { type Day, dayThrough, occurrenceAfter } from '@millrace/core/time';
import type { FlowHook } from '../../flows/index.ts';
import type { Unit } from '../../history/index.ts';
import { endSweepsOf } from '../sweeps.ts';
import { type FlowSchedule, removeSchedules, saveSchedules } from './queries.ts';

/**
 * The effect of a save on the flow's schedule: one that is new, other, or turned on begins with its next occurrence; one that is gone,
 * or turned off, enrolls nobody any more, and an occurrence that is under way ends where it stands.
 */
export const laySchedule: FlowHook = async (unit, { flowId, previous, next }) => {
  const before = scheduleOn(previous);
  const schedule = scheduleOn(next);
  if (schedule && JSON.stringify(schedule) !== JSON.stringify(before)) {
    const { now, timeZone } = unit.account;
    await saveSchedules(unit, [laid(unit, flowId, schedule, dayThrough(now, schedule.timeOfDay, timeZone))]);
  }
  if (schedule || !before) return;
  await removeSchedules(unit, [flowId]);
  const message = next?.isEnabled
    ? 'The flow has no schedule any more.'
    : 'The flow was turned off or deleted.';
  await endSweepsOf(unit, { kind: 'SCHEDULE', reader: 'FLOW', readerId: flowId }, 'CANCELED', message);
};

function scheduleOn(flow: FlowDefinition | null): EnrollmentSchedule | undefined {
  return flow?.isEnabled ? scheduleOf(flow) : undefined;
}

/** A schedule with its next occurrence after a day; the days of one by a property are looked for at once, in the background. */
export function laid(
  { account }: Unit,
  flowId: string,
  schedule: EnrollmentSchedule,
  afterDay: Day,
): FlowSchedule {
  if (schedule.type === 'PROPERTY_BASED') return { flowId, afterDay, dueAt: account.now };
  const next = occurrenceAfter(daysOf(schedule), afterDay, clockOf(schedule, account.timeZone));
  return { flowId, afterDay, dueAt: next?.at ?? null };
}
