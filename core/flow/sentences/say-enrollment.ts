import {
  capital,
  flagOf,
  type Given,
  isFilled,
  itemsOf,
  membersOf,
  type Names,
  or,
  type Part,
  pluralOf,
  text,
  textOf,
} from '../../sentence/index.ts';
import type { FlowWording } from '../wording.ts';
import { saySchedule } from './say-schedule.ts';
import { wordingOf } from './wording-of.ts';

const PROPERTY_CHANGED = '4-655002';

/** How records come into a flow: `Contacts enroll when Lifecycle stage is Lead`. */
export function sayEnrollment(flow: unknown, names: Names): Part[] {
  const { enrollmentCriteria, enrollmentSchedule } = membersOf(flow);
  const wording = wordingOf(flow, names);
  const plural = pluralOf(wording.bearer, names);
  const when = whenOf(membersOf(enrollmentCriteria), wording);
  if (!isFilled(enrollmentSchedule)) return capital([text(`${plural} enroll `), ...when]);
  const schedule = saySchedule(enrollmentSchedule, wording.bearer, names);
  const who = when.length > 0 && isFilled(enrollmentCriteria) && !isByHand(enrollmentCriteria) ? when : [];
  const enroll = [
    text(`, ${who.length > 0 ? '' : 'all '}${plural} enroll${who.length > 0 ? ' ' : ''}`),
    ...who,
  ];
  return [...schedule, ...enroll];
}

function isByHand(criteria: unknown): boolean {
  return membersOf(criteria)['type'] === 'MANUAL';
}

/** Goes on from `contacts enroll`. */
function whenOf(criteria: Given, wording: FlowWording): Part[] {
  switch (criteria['type']) {
    case 'LIST_BASED': {
      const clause = wording.criteria(criteria['listFilterBranch']);
      return clause.length > 0 ? [text('when '), ...clause] : [text('by hand only: no criteria are set')];
    }
    case 'EVENT_BASED': {
      const events = [
        ...itemsOf(criteria['eventFilterBranches']).map(wording.event),
        ...itemsOf(criteria['listMembershipFilterBranches']).map((branch) => sayJoining(branch, wording)),
      ].filter((said) => said.length > 0);
      const only = wording.criteria(criteria['refinementCriteria']);
      return [
        ...(events.length > 0 ? [text('when '), ...or(events)] : [text('by hand only: no event is chosen')]),
        ...(only.length > 0 ? [text(', if '), ...only] : []),
      ];
    }
    case 'DATASET':
      return [text(`from the dataset ${textOf(criteria['datasetId']) ?? '(none chosen)'}`)];
    default:
      return [text('by hand, by another workflow or by the API')];
  }
}

/** A list that a record comes into is told as an event. */
function sayJoining(branch: unknown, wording: FlowWording): Part[] {
  return wording.criteria(branch).map((part) => {
    if (!('text' in part)) return part;
    const words = part.text
      .replace(/ is in the list $/, ' joins the list ')
      .replace(/ is not in the list $/, ' leaves the list ');
    return { ...part, text: words };
  });
}

/** A trigger of re-enrollment is written like the filters of a property change, or as filters over the record. */
function sayTrigger(trigger: unknown, wording: FlowWording): Part[] {
  const { filters } = membersOf(trigger);
  const isChange = itemsOf(filters).some((filter) => membersOf(filter)['property'] === 'hs_name');
  return isChange ? wording.event({ eventTypeId: PROPERTY_CHANGED, filters }) : wording.criteria(trigger);
}

/** Whether, and when, records come again. */
export function sayReEnrollment(flow: unknown, names: Names): Part[] {
  const wording = wordingOf(flow, names);
  const criteria = membersOf(membersOf(flow)['enrollmentCriteria']);
  const plural = pluralOf(wording.bearer, names);
  if (!flagOf(criteria['shouldReEnroll'])) return capital([text(`${plural} enroll only once`)]);
  if (criteria['type'] !== 'LIST_BASED') return capital([text(`${plural} may enroll again`)]);
  const triggers = itemsOf(criteria['reEnrollmentTriggersFilterBranches'])
    .map((trigger) => sayTrigger(trigger, wording))
    .filter((said) => said.length > 0);
  if (triggers.length === 0) return capital([text(`${plural} may enroll again by hand: no trigger is set`)]);
  return capital([text(`${plural} may enroll again when `), ...or(triggers)]);
}
