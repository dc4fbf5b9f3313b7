import { EVENT_TYPES } from '@millrace/core/criteria';
import { TASK } from '@millrace/core/crm';

const MEETING = '0-47';
const CALL = '0-48';

type Values = Readonly<Record<string, string | null>>;

/** An event that an activity raises for each record that it is associated with. */
interface ActivityEvent {
  readonly eventTypeId: string;
  /**
   * Whether it has happened, by the activity's values: it is raised when the activity is associated with a record, and when it comes to be
   * so afterwards.
   */
  readonly hasHappened?: (values: Values) => boolean;
  /** A property with a change of which it happens, each time. */
  readonly changed?: string;
}

/** What an activity raises, and which of its properties the events tell: none that are free text. */
interface ActivityEvents {
  readonly events: readonly ActivityEvent[];
  readonly told: readonly string[];
}

const UNDER_WAY = ['RINGING', 'CONNECTING', 'CALLING_CRM_USER', 'IN_PROGRESS'];
const NOT_OVER = [...UNDER_WAY, 'QUEUED'];

const statusOf = (values: Values) => values['hs_call_status'] ?? null;

/** By object type. A call without a status is one that was logged when it was over. */
export const ACTIVITY_EVENTS: ReadonlyMap<string, ActivityEvents> = new Map<string, ActivityEvents>([
  [
    MEETING,
    {
      events: [
        { eventTypeId: EVENT_TYPES.MEETING_BOOKED, hasHappened: () => true },
        { eventTypeId: EVENT_TYPES.MEETING_OUTCOME_CHANGED, changed: 'hs_meeting_outcome' },
      ],
      told: ['hs_meeting_outcome', 'hs_meeting_start_time', 'hs_meeting_end_time'],
    },
  ],
  [
    CALL,
    {
      events: [
        {
          eventTypeId: EVENT_TYPES.CALL_STARTED,
          hasHappened: (values) => UNDER_WAY.includes(statusOf(values) ?? ''),
        },
        {
          eventTypeId: EVENT_TYPES.CALL_ENDED,
          hasHappened: (values) => !NOT_OVER.includes(statusOf(values) ?? ''),
        },
      ],
      told: ['hs_call_status', 'hs_call_direction', 'hs_call_disposition', 'hs_call_duration'],
    },
  ],
  [
    TASK,
    {
      events: [
        {
          eventTypeId: EVENT_TYPES.TASK_COMPLETED,
          hasHappened: (values) => values['hs_task_status'] === 'COMPLETED',
        },
      ],
      told: ['hs_task_status', 'hs_task_type', 'hs_task_priority'],
    },
  ],
]);

/** The events of an activity that has just been associated with a record. */
export function eventsWhenAssociated(objectTypeId: string, values: Values): string[] {
  return (ACTIVITY_EVENTS.get(objectTypeId)?.events ?? []).flatMap(({ eventTypeId, hasHappened }) =>
    hasHappened?.(values) ? [eventTypeId] : [],
  );
}

/** The events of an activity whose values have changed, from `before` to `after`, of which `changed` names the ones that did. */
export function eventsWhenChanged(
  objectTypeId: string,
  { before, after, changed }: { readonly before: Values; readonly after: Values; readonly changed: Values },
): string[] {
  return (ACTIVITY_EVENTS.get(objectTypeId)?.events ?? []).flatMap((each) => {
    const happens = each.hasHappened
      ? each.hasHappened(after) && !each.hasHappened(before)
      : each.changed !== undefined && (changed[each.changed] ?? null) !== null;
    return happens ? [each.eventTypeId] : [];
  });
}
