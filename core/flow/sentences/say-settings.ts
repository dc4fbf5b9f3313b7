import {
  and,
  capital,
  daysText,
  flagOf,
  type Given,
  isFilled,
  itemsOf,
  membersOf,
  monthText,
  type Names,
  or,
  type Part,
  pluralOf,
  propertyPart,
  text,
  textOf,
  textsOf,
  thing,
  timeOfDayText,
} from '../../sentence/index.ts';
import type { FlowWording } from '../wording.ts';
import { sayEnrollment, sayReEnrollment } from './say-enrollment.ts';
import { wordingOf } from './wording-of.ts';

/** One rule of a flow, and its sentence. */
export interface Setting {
  readonly kind:
    | 'ANCHOR'
    | 'ENROLLMENT'
    | 'GOAL'
    | 'HOURS'
    | 'LEAVING'
    | 'OTHER_FLOWS'
    | 'RE_ENROLLMENT'
    | 'SUPPRESSION';
  /** For people. */
  readonly label: string;
  /** The member of the flow that it stands in. */
  readonly member: string;
  readonly parts: readonly Part[];
}

/** The rules of a flow that are set, in the order in which a page shows them. */
export function saySettings(flow: unknown, names: Names): Setting[] {
  const given = membersOf(flow);
  const wording = wordingOf(flow, names);
  const plural = pluralOf(wording.bearer, names);
  const criteria = membersOf(given['enrollmentCriteria']);
  const set = (kind: Setting['kind'], label: string, member: string, parts: Part[]): Setting[] =>
    parts.length === 0 ? [] : [{ kind, label, member, parts: capital(parts) }];
  const goal = wording.criteria(given['goalFilterBranch']);
  const leaving = flagOf(criteria['unEnrollObjectsNotMeetingCriteria']);
  return [
    ...set('ENROLLMENT', 'Enrollment', 'enrollmentCriteria', sayEnrollment(flow, names)),
    ...set(
      'RE_ENROLLMENT',
      'Re-enrollment',
      'enrollmentCriteria.shouldReEnroll',
      sayReEnrollment(flow, names),
    ),
    ...set(
      'GOAL',
      'Goal',
      'goalFilterBranch',
      goal.length > 0 ? [text(`${plural} leave when the goal is reached: `), ...goal] : [],
    ),
    ...set(
      'LEAVING',
      'Leaving',
      'enrollmentCriteria.unEnrollObjectsNotMeetingCriteria',
      leaving ? [text(`${plural} leave when they no longer meet the enrollment criteria`)] : [],
    ),
    ...suppression(given, wording, plural, set),
    ...set('OTHER_FLOWS', 'Other workflows', 'unEnrollmentSetting', otherFlows(given, wording, plural)),
    ...set('HOURS', 'Hours', 'timeWindows', hours(given)),
    ...set('ANCHOR', 'Date', 'eventAnchor', anchor(given, wording)),
  ];
}

type Set = (kind: Setting['kind'], label: string, member: string, parts: Part[]) => Setting[];

function suppression(given: Given, wording: FlowWording, plural: string, set: Set): Setting[] {
  const lists = textsOf(given['suppressionListIds']).map((id) => [
    thing('list', id, wording.names.thing('list', id)),
  ]);
  const criteria = wording.criteria(given['suppressionFilterBranch']);
  const [inLists, kept] = [
    `${plural} in ${lists.length === 1 ? 'the list ' : 'any of the lists '}`,
    ' are kept out, and leave',
  ];
  return [
    ...set(
      'SUPPRESSION',
      'Suppression',
      'suppressionListIds',
      lists.length > 0 ? [text(inLists), ...or(lists), text(kept)] : [],
    ),
    ...set(
      'SUPPRESSION',
      'Suppression',
      'suppressionFilterBranch',
      criteria.length > 0 ? [text(`${plural} are kept out, and leave, when `), ...criteria] : [],
    ),
  ];
}

function otherFlows({ unEnrollmentSetting }: Given, { names }: FlowWording, plural: string): Part[] {
  const { type, flowIds } = membersOf(unEnrollmentSetting);
  if (type === 'ALL') return [text(`${plural} that enroll leave all other workflows`)];
  const flows = textsOf(flowIds).map((id) => [thing('flow', id, names.thing('flow', id))]);
  return type === 'SELECTIVE' && flows.length > 0
    ? [
        text(`${plural} that enroll leave the ${flows.length === 1 ? 'workflow' : 'workflows'} `),
        ...and(flows),
      ]
    : [];
}

/** `Actions run on weekdays from 09:00 to 17:00, but not on 25 December`. */
function hours({ timeWindows, blockedDates }: Given): Part[] {
  const days = new Map<string, unknown[]>();
  for (const window of itemsOf(timeWindows).map(membersOf)) {
    const times = timesOf(window);
    days.set(times, [...(days.get(times) ?? []), window['day']]);
  }
  const windows = [...days].map(
    ([times, of]) => `${times === '' ? 'all day ' : ''}${named(daysText(of, 'and'))}${times}`,
  );
  const blocked = itemsOf(blockedDates).map((date) => {
    const { dayOfMonth, month, year } = membersOf(date);
    return (
      [textOf(dayOfMonth), monthText(month), textOf(year)].filter(Boolean).join(' ') || '(no date chosen)'
    );
  });
  if (windows.length === 0 && blocked.length === 0) return [];
  const open = windows.length > 0 ? `actions run ${windows.join('; ')}` : 'actions run at any time';
  return [text(blocked.length > 0 ? `${open}, but not on ${inARow(blocked)}` : open)];
}

const named = (days: string | undefined) => (days === 'weekdays' ? 'on weekdays' : `on ${days ?? 'any day'}`);

function timesOf({ startTime, endTime }: Given): string {
  const [from, to] = [timeOfDayText(startTime), timeOfDayText(endTime)];
  if (from && to) return ` from ${from} to ${to}`;
  return from ? ` from ${from}` : to ? ` until ${to}` : '';
}

function inARow(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words[0]!;
}

function anchor({ eventAnchor }: Given, { names, bearer }: FlowWording): Part[] {
  if (!isFilled(eventAnchor)) return [];
  const { type, contactProperty, dayOfMonth, month, year } = membersOf(eventAnchor);
  if (type !== 'STATIC_DATE_ANCHOR')
    return [text('delays count from '), propertyPart(bearer, contactProperty, names)];
  const date = [textOf(dayOfMonth), monthText(month), textOf(year)].filter(Boolean).join(' ');
  return [text(`delays count from ${date || '(no date chosen)'}${textOf(year) ? '' : ' of every year'}`)];
}
