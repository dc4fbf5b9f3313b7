import {
  getIn,
  isObject,
  listAt,
  objectsAt,
  type RawFlow,
  type RawObject,
  textAt,
  textsAt,
} from '../raw/index.ts';
import type { Names } from './names.ts';
import { type Part, timeOfDay } from './sentence.ts';

const value = (text: string): Part => ({ text, isValue: true });
const words = (text: string): Part => ({ text });

/** How records come into a flow. */
export function enrollmentSentence(flow: RawFlow, names: Names, plural: string): readonly Part[] {
  const criteria = getIn(flow, ['enrollmentCriteria']);
  const schedule = getIn(flow, ['enrollmentSchedule']);
  if (isObject(schedule)) return [words(`${upper(plural)} come in `), value(scheduleText(schedule))];
  switch (textAt(criteria, 'type')) {
    case 'EVENT_BASED': {
      const branches = objectsAt(criteria, 'eventFilterBranches');
      if (branches.length === 0) return [words('No event is chosen yet.')];
      return [
        words('When '),
        ...joined(
          branches.map((branch) => eventParts(branch, names)),
          ' or ',
        ),
      ];
    }
    case 'LIST_BASED': {
      const count = countFilters(getIn(criteria, ['listFilterBranch']) as RawObject | undefined);
      if (count === 0) return [words('No filter is set yet.')];
      return [words(`When ${plural} meet `), value(count === 1 ? 'a filter' : `${count} filters`)];
    }
    case 'MANUAL':
      return [words(`${upper(plural)} are enrolled `), value('by hand'), words(', another flow or the API.')];
    case 'DATASET':
      return [words('From a '), value('dataset')];
    default:
      return [words('Choose how records come in.')];
  }
}

export function eventParts(branch: RawObject, names: Names): readonly Part[] {
  const event = names.event(textAt(branch, 'eventTypeId'));
  const which = objectsAt(branch, 'filters').map((filter) => {
    const values = textsAt(filter, 'operation', 'values');
    const shown =
      textAt(filter, 'property') === 'hs_form_id'
        ? values.map(names.form)
        : textAt(filter, 'property') === 'hs_email_id'
          ? values.map(names.email)
          : values;
    return shown.join(' or ');
  });
  const told = which.filter((text) => text !== '');
  const happened = words(event.charAt(0).toLowerCase() + event.slice(1));
  return told.length === 0 ? [happened] : [happened, words(': '), value(told.join(', '))];
}

function joined(parts: readonly (readonly Part[])[], by: string): readonly Part[] {
  return parts.flatMap((each, at) => (at === 0 ? each : [words(by), ...each]));
}

export function countFilters(branch: RawObject | undefined): number {
  if (!branch) return 0;
  const own =
    listAt(branch, 'filters').length + (textAt(branch, 'filterBranchType') === 'UNIFIED_EVENTS' ? 1 : 0);
  return objectsAt(branch, 'filterBranches').reduce((sum, each) => sum + countFilters(each), own);
}

export function scheduleText(schedule: RawObject): string {
  const at = timeOfDay(getIn(schedule, ['timeOfDay']));
  const time = at === '' ? '' : ` at ${at}`;
  switch (textAt(schedule, 'type')) {
    case 'DAILY':
      return `every day${time}`;
    case 'WEEKLY':
      return `every ${textsAt(schedule, 'daysOfWeek').map(upper).join(', ')}${time}`;
    case 'MONTHLY_SPECIFIC_DAYS':
      return `on day ${textsAt(schedule, 'daysOfMonth').join(', ')} of every month${time}`;
    case 'MONTHLY_RELATIVE_DAYS':
      return `on the ${textAt(schedule, 'monthlyRelativeDays').toLowerCase().replaceAll('_', ' ')}${time}`;
    case 'YEARLY':
      return `every year on ${textAt(schedule, 'dayOfMonth')} ${upper(textAt(schedule, 'month'))}${time}`;
    case 'ONCE':
      return `on ${textAt(schedule, 'dayOfMonth')} ${upper(textAt(schedule, 'month'))} ${textAt(schedule, 'year')}${time}`;
    case 'PROPERTY_BASED':
      return `by the date ${textAt(schedule, 'dateProperty')}${time}`;
    default:
      return 'by a schedule';
  }
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
