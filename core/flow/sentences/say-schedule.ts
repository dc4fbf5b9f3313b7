import {
  amount,
  type Bearer,
  daysText,
  flagOf,
  membersOf,
  monthText,
  type Names,
  numberOf,
  type Part,
  propertyPart,
  text,
  textOf,
  textsOf,
  timeOfDayText,
} from '../../sentence/index.ts';

/** When a flow enrolls by the clock: `Every Monday at 09:00`, `3 days before Renewal date at 09:00, every year`. */
export function saySchedule(schedule: unknown, bearer: Bearer, names: Names): Part[] {
  const given = membersOf(schedule);
  const time = timeOfDayText(given['timeOfDay']);
  const at = time ? ` at ${time}` : '';
  const date =
    [textOf(given['dayOfMonth']), monthText(given['month'])].filter(Boolean).join(' ') || '(no day chosen)';
  switch (given['type']) {
    case 'DAILY':
      return [text(`Every day${at}`)];
    case 'WEEKLY': {
      const days = daysText(given['daysOfWeek'], 'and');
      return [text(`${days === 'weekdays' ? 'On weekdays' : `Every ${days ?? '(no day chosen)'}`}${at}`)];
    }
    case 'MONTHLY_SPECIFIC_DAYS':
      return [text(`On day ${daysOfMonth(given['daysOfMonth'])} of every month${at}`)];
    case 'MONTHLY_RELATIVE_DAYS':
      return [
        text(
          `On the ${given['monthlyRelativeDays'] === 'LAST_DAY_OF_MONTH' ? 'last day' : 'first Monday'} of every month${at}`,
        ),
      ];
    case 'YEARLY':
      return [text(`Every year on ${date}${at}`)];
    case 'ONCE':
      return [text(`Once, on ${date} ${textOf(given['year']) ?? ''}`.trimEnd() + at)];
    case 'PROPERTY_BASED': {
      const delta = numberOf(given['daysDelta']) ?? 0;
      const distance =
        delta === 0 ? 'On ' : `${amount(Math.abs(delta), 'DAYS')} ${delta < 0 ? 'before' : 'after'} `;
      const yearly = flagOf(given['yearly']) ? ', every year' : '';
      return [
        text(distance),
        propertyPart(bearer, given['dateProperty'], names),
        text(`${at}${yearly}`),
      ].filter((part) => !('text' in part) || part.text !== '');
    }
    default:
      return [text('By a schedule')];
  }
}

function daysOfMonth(days: unknown): string {
  const said = [...textsOf(days)];
  const last = said.pop();
  if (last === undefined) return '(none chosen)';
  return said.length > 0 ? `${said.join(', ')} and ${last}` : last;
}
