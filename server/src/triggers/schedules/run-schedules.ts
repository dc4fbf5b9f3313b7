import { clockOf, daysOf, type EnrollmentSchedule, scheduleOf } from '@millrace/core/flow';
import { latestOccurrence } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import { loadPrograms } from '../../flows/index.ts';
import type { Store, Unit } from '../../history/index.ts';
import { type NewSweep, startSweeps } from '../sweeps.ts';
import { laid } from './lay-schedule.ts';
import {
  claimSchedules,
  type FlowSchedule,
  hasSchedules,
  removeSchedules,
  saveSchedules,
} from './queries.ts';

/** Schedules in one transaction. */
export const SCHEDULES_PER_BATCH = 500;

/**
 * Begins the occurrences that have come: a sweep each enrolls whom the flow's filters are met by. Of several that have come while nothing
 * ran, the latest alone. Returns the number of schedules.
 */
export async function runSchedules(store: Store, accountId: AccountId): Promise<number> {
  if (!(await hasSchedules(store.sql, accountId))) return 0;
  return store.write(accountId, async (unit) => {
    const due = await claimSchedules(unit, SCHEDULES_PER_BATCH);
    const flowIds = due.map(({ flowId }) => flowId);
    const programs = await loadPrograms(unit.tx, unit.account, flowIds);
    const next: FlowSchedule[] = [];
    const sweeps: NewSweep[] = [];
    const gone: string[] = [];
    for (const row of due) {
      const program = programs.get(row.flowId);
      const schedule = program?.isEnabled ? scheduleOf(program.definition) : undefined;
      if (!program || !schedule) {
        gone.push(row.flowId);
        continue;
      }
      const { sweep, ...begun } = begin(unit, row, schedule);
      if (sweep) sweeps.push({ readerId: row.flowId, objectTypeId: program.objectTypeId, ...sweep });
      next.push(begun.next);
    }
    await startSweeps(unit, sweeps);
    await saveSchedules(unit, next);
    await removeSchedules(unit, gone);
    return due.length;
  });
}

interface Begun {
  readonly next: FlowSchedule;
  readonly sweep: Pick<NewSweep, 'kind' | 'reader' | 'occurredAt'> | null;
}

function begin(unit: Unit, { flowId, afterDay }: FlowSchedule, schedule: EnrollmentSchedule): Begun {
  if (schedule.type === 'PROPERTY_BASED')
    return {
      next: { flowId, afterDay, dueAt: null },
      sweep: { kind: 'INSTANTS', reader: 'SCHEDULE', occurredAt: null },
    };
  const { now, timeZone } = unit.account;
  const occurrence = latestOccurrence(daysOf(schedule), afterDay, now, clockOf(schedule, timeZone));
  return {
    next: laid(unit, flowId, schedule, occurrence?.day ?? afterDay),
    sweep: occurrence && { kind: 'SCHEDULE', reader: 'FLOW', occurredAt: occurrence.at },
  };
}
