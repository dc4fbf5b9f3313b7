import { scheduleOf } from '@millrace/core/flow';
import { type Day, dayThrough } from '@millrace/core/time';
import { loadPrograms } from '../../flows/index.ts';
import type { WallClockHook } from '../../history/index.ts';
import { laid } from './lay-schedule.ts';
import { saveSchedules, selectSchedules } from './queries.ts';

/**
 * After the account has moved to another zone: every schedule comes at its time of the new zone's clock. Each day has one occurrence all the
 * same: one that has come by the old clock does not come again by the new one, and one that the new clock has passed comes at once.
 */
export const moveSchedules: WallClockHook = async (unit, { previousZone: previous, isOtherZone }) => {
  if (!isOtherZone) return;
  const { tx, account } = unit;
  const schedules = await selectSchedules(tx, account.id);
  const programs = await loadPrograms(
    tx,
    account,
    schedules.map(({ flowId }) => flowId),
  );
  const moved = schedules.flatMap(({ flowId, afterDay }) => {
    const program = programs.get(flowId);
    const schedule = program && scheduleOf(program.definition);
    if (!schedule) return [];
    const isOver = dayThrough(account.now, schedule.timeOfDay, previous);
    // Of the days of a calendar is known which was the last; of those of records, only until when they have come.
    return [
      laid(unit, flowId, schedule, schedule.type === 'PROPERTY_BASED' ? later(afterDay, isOver) : afterDay),
    ];
  });
  await saveSchedules(unit, moved);
};

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
