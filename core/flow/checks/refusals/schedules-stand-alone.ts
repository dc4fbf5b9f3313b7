import type { FlowCheck } from '../check.ts';

/** A flow enrolls by events or by a schedule: which of them a record waited for could not be told. */
export const schedulesStandAlone: FlowCheck = ({
  enrollmentCriteria: criteria,
  enrollmentSchedule: schedule,
}) => {
  if (criteria?.type !== 'EVENT_BASED' || !schedule) return [];
  const path = 'enrollmentSchedule';
  const message =
    `${path} "${schedule.type}" cannot stand beside enrollmentCriteria of the type "EVENT_BASED": a schedule enrolls at its time, whatever ` +
    'happens. Write criteria of the type "LIST_BASED" for whom it enrolls, or leave the schedule out.';
  return [{ path, code: 'SCHEDULE_WITH_EVENTS', message }];
};
