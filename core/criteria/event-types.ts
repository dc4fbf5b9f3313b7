/** Every event type with a known id, once: for filters, triggers and the server's own events. */

interface EventType {
  readonly id: string;
  /** The original's name for it, where known. */
  readonly name?: string;
  /**
   * FILTERED: has a filter of its own. RAISED: the server itself raises it for a change; clients cannot send it. SENT: clients
   * send it.
   */
  readonly kind: 'FILTERED' | 'RAISED' | 'SENT';
  /** Properties that its filters read or the server sets. */
  readonly properties?: readonly string[];
}

const MAIL = ['hs_email_id'];
const PASSAGE = ['hs_flow_id', 'hs_enrollment_id'];
const CALL = [
  'hs_engagement_id',
  'hs_call_status',
  'hs_call_direction',
  'hs_call_disposition',
  'hs_call_duration',
];
const MEETING = ['hs_engagement_id', 'hs_meeting_outcome', 'hs_meeting_start_time', 'hs_meeting_end_time'];
const CTA = ['hs_cta_name', 'hs_cta_placement'];

const TYPES = {
  FORM_SUBMITTED: { id: '4-1639801', kind: 'FILTERED', properties: ['hs_form_id', 'hs_page_id'] },
  PAGE_VISITED: { id: '4-96000', name: 'e_visited_page', kind: 'FILTERED', properties: ['hs_url'] },
  EMAIL_SENT: { id: '4-667638', kind: 'FILTERED', properties: MAIL },
  EMAIL_DELIVERED: { id: '4-665536', kind: 'FILTERED', properties: MAIL },
  EMAIL_OPENED: { id: '4-666440', kind: 'FILTERED', properties: MAIL },
  EMAIL_LINK_CLICKED: { id: '4-666288', kind: 'FILTERED', properties: [...MAIL, 'hs_click_url'] },
  EMAIL_REPLIED: { id: '4-665538', kind: 'FILTERED', properties: MAIL },
  EMAIL_BOUNCED: { id: '4-5470331', kind: 'FILTERED', properties: MAIL },
  EMAIL_SUBSCRIPTION_UPDATED: {
    id: '4-666289',
    kind: 'FILTERED',
    properties: [...MAIL, 'hs_subscription_id', 'hs_subscription_status'],
  },
  /** By the kind of entity (ad, group, campaign, keyword) and of term (id, name, type): `hs_campaign_name`. */
  AD_INTERACTION: { id: '4-1553675', kind: 'FILTERED', properties: ['hs_ad_network', 'hs_campaign_name'] },
  CTA_VIEWED: { id: '4-1555804', kind: 'FILTERED', properties: CTA },
  CTA_CLICKED: { id: '4-1555805', kind: 'FILTERED', properties: CTA },
  MARKETING_EVENT_REGISTERED: { id: '4-68559', kind: 'FILTERED', properties: ['hs_webinar_id'] },
  // Not event types of the original: kinds that exist here so that such events can be sent.
  EMAIL_MARKED_SPAM: { id: 'millrace-email-marked-spam', kind: 'FILTERED', properties: MAIL },
  MARKETING_EVENT_ATTENDED: {
    id: 'millrace-marketing-event-attended',
    kind: 'FILTERED',
    properties: ['hs_webinar_id'],
  },
  SURVEY_ANSWERED: {
    id: 'millrace-survey-answered',
    kind: 'FILTERED',
    properties: [
      'hs_survey_id',
      'hs_survey_question',
      'hs_survey_answer_row_id',
      'hs_survey_answer_col_id',
      'hs_survey_answer',
    ],
  },
  PRIVACY_CONSENT: { id: 'millrace-privacy-consent', kind: 'FILTERED', properties: ['hs_privacy_name'] },

  OBJECT_CREATED: { id: '4-1463224', kind: 'RAISED' },
  PROPERTY_CHANGED: { id: '4-655002', kind: 'RAISED', properties: ['hs_name', 'hs_value'] },

  /** Raised only where a flow or a list reads them. */
  WORKFLOW_ENROLLED: { id: '4-1466013', kind: 'RAISED', properties: PASSAGE },
  WORKFLOW_UNENROLLED: { id: '4-1466014', kind: 'RAISED', properties: [...PASSAGE, 'hs_end_reason'] },
  WORKFLOW_GOAL_ACHIEVED: { id: '4-1753168', kind: 'RAISED', properties: [...PASSAGE, 'hs_end_reason'] },

  /** Raised for the records around a call, a meeting or a task; clients send them, too, of calls and meetings that are no records here. */
  CALL_STARTED: { id: '4-1733817', kind: 'SENT', properties: CALL },
  CALL_ENDED: { id: '4-1741072', kind: 'SENT', properties: CALL },
  MEETING_BOOKED: { id: '4-1720599', kind: 'SENT', properties: MEETING },
  MEETING_OUTCOME_CHANGED: { id: '4-1724222', kind: 'SENT', properties: MEETING },
  TASK_COMPLETED: {
    id: 'millrace-task-completed',
    kind: 'SENT',
    properties: ['hs_engagement_id', 'hs_task_status', 'hs_task_type', 'hs_task_priority'],
  },

  FORM_VIEWED: { id: '4-1639797', kind: 'SENT' },
  FORM_INTERACTION: { id: '4-1639799', kind: 'SENT' },
  EMAIL_BOUNCED_FOR_GOOD: { id: '4-666439', kind: 'SENT' },
  MEDIA_PLAYED: { id: '4-675783', kind: 'SENT' },
  MARKETING_EVENT_CANCELLED: { id: '4-69072', kind: 'SENT' },
  TEXT_MESSAGE_SENT: { id: '4-1719453', kind: 'SENT' },
  TEXT_MESSAGE_DELIVERED: { id: '4-1721168', kind: 'SENT' },
  TEXT_MESSAGE_LINK_CLICKED: { id: '4-1722276', kind: 'SENT' },
  SEQUENCE_MEETING_BOOKED: { id: '4-675773', kind: 'SENT' },
  SEQUENCE_UNENROLLED: { id: '4-675776', kind: 'SENT' },
  SEQUENCE_ENROLLED: { id: '4-675777', kind: 'SENT' },
  SEQUENCE_FINISHED: { id: '4-675778', kind: 'SENT' },
  PLAYBOOK_LOGGED: { id: '4-1814177', kind: 'SENT' },
} as const satisfies Readonly<Record<string, EventType>>;

type Name = keyof typeof TYPES;

/** The ids, by the types' names here. */
export const EVENT_TYPES = Object.fromEntries(Object.entries(TYPES).map(([name, { id }]) => [name, id])) as {
  readonly [N in Name]: (typeof TYPES)[N]['id'];
};

/** By their ids. */
export const KNOWN_EVENT_TYPES: ReadonlyMap<string, EventType> = new Map(
  Object.values(TYPES).map((type) => [type.id, type]),
);

/** Whether an id has the form of the original's own event types. */
export function isOriginalEventType(id: string): boolean {
  return /^4-\d{1,12}$/.test(id);
}
