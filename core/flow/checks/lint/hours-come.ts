import { nextAllowed } from '../../../time/index.ts';
import type { TimeWindow } from '../../definition/index.ts';
import type { Finding, Lint } from './finding.ts';

/** The hours of a flow come, and are those that were meant. */
export const hoursCome: Lint = ({ flow, world }) => {
  const { timeWindows: windows, blockedDates } = flow;
  const wholeDays = windows.flatMap((window, index) => (isWholeDay(window) ? [wholeDay(index)] : []));
  if (windows.length + blockedDates.length === 0) return [];
  const opening = nextAllowed(world.now, { windows, blockedDates }, world.timeZone, 0);
  return opening === null ? [neverOpen(windows.length > 0), ...wholeDays] : wholeDays;
};

function neverOpen(hasWindows: boolean): Finding {
  const path = hasWindows ? 'timeWindows' : 'blockedDates';
  return {
    severity: 'error',
    code: 'NEVER',
    path,
    message: `${path} and the blocked dates leave no time within a year: no action runs, and whoever comes to one waits.`,
    fix: 'Take out blocked dates, or give the flow other windows.',
  };
}

function isWholeDay({ startTime, endTime }: TimeWindow): boolean {
  return startTime !== undefined && startTime.hour === endTime?.hour && startTime.minute === endTime?.minute;
}

function wholeDay(index: number): Finding {
  const path = `timeWindows[${index}].endTime`;
  return {
    severity: 'warning',
    code: 'WHOLE_DAY',
    path,
    message: `${path} is the same as startTime: the window is 24 hours long, to the same time of the next day.`,
    fix: 'Write the end of the window, or leave both out for the whole day.',
  };
}
