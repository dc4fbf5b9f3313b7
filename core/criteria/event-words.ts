/** How events are said: `has submitted a form`. */
import type { PartKind } from '../sentence/index.ts';

interface EventWords {
  /** Goes on from `the contact has`: `opened`. */
  readonly did: string;
  readonly what: string;
  /** The property of the event that names what it was, and the kind of its values. */
  readonly by?: string;
  readonly kind?: PartKind;
  /** Goes on behind it. */
  readonly end?: string;
}

const mail = { what: 'a marketing email', by: 'hs_email_id', kind: 'email' } as const;

/** By the ids of event-types.ts. */
export const EVENT_WORDS: Readonly<Record<string, EventWords>> = {
  '4-1639801': { did: 'submitted', what: 'a form', by: 'hs_form_id', kind: 'form' },
  '4-96000': { did: 'visited', what: 'a page', by: 'hs_url', kind: 'value' },
  '4-667638': { did: 'been sent', ...mail },
  '4-665536': { did: 'received', ...mail },
  '4-666440': { did: 'opened', ...mail },
  '4-666288': { did: 'clicked a link in', ...mail },
  '4-665538': { did: 'replied to', ...mail },
  '4-5470331': { did: 'had a bounce from', ...mail },
  '4-666439': { did: 'had a permanent bounce from', ...mail },
  '4-666289': { did: 'changed a subscription', what: 'to marketing emails' },
  'millrace-email-marked-spam': { did: 'marked', ...mail, end: ' as spam' },
  '4-1553675': { did: 'interacted with', what: 'an ad' },
  '4-1555804': { did: 'seen', what: 'a call to action', by: 'hs_cta_name', kind: 'value' },
  '4-1555805': { did: 'clicked', what: 'a call to action', by: 'hs_cta_name', kind: 'value' },
  '4-68559': { did: 'registered for', what: 'a marketing event', by: 'hs_webinar_id', kind: 'value' },
  'millrace-marketing-event-attended': {
    did: 'attended',
    what: 'a marketing event',
    by: 'hs_webinar_id',
    kind: 'value',
  },
  '4-69072': { did: 'cancelled', what: 'a registration for a marketing event' },
  'millrace-survey-answered': { did: 'answered', what: 'a survey', by: 'hs_survey_id', kind: 'value' },
  'millrace-privacy-consent': {
    did: 'consented to',
    what: 'a privacy notice',
    by: 'hs_privacy_name',
    kind: 'value',
  },
  '4-1463224': { did: 'been', what: 'created' },
  '4-655002': { did: 'had', what: 'a property changed' },
  '4-1466013': { did: 'been enrolled in', what: 'a workflow', by: 'hs_flow_id', kind: 'flow' },
  '4-1466014': { did: 'left', what: 'a workflow', by: 'hs_flow_id', kind: 'flow' },
  '4-1753168': { did: 'reached the goal of', what: 'a workflow', by: 'hs_flow_id', kind: 'flow' },
  '4-1733817': { did: 'begun', what: 'a call' },
  '4-1741072': { did: 'ended', what: 'a call' },
  '4-1720599': { did: 'booked', what: 'a meeting' },
  '4-1724222': { did: 'had', what: 'the outcome of a meeting changed' },
  'millrace-task-completed': { did: 'had', what: 'a task completed' },
  '4-1639797': { did: 'seen', what: 'a form', by: 'hs_form_id', kind: 'form' },
  '4-1639799': { did: 'begun to fill in', what: 'a form', by: 'hs_form_id', kind: 'form' },
  '4-675783': { did: 'played', what: 'media' },
  '4-1719453': { did: 'been sent', what: 'a text message' },
  '4-1721168': { did: 'received', what: 'a text message' },
  '4-1722276': { did: 'clicked a link in', what: 'a text message' },
  '4-675773': { did: 'booked', what: 'a meeting through a sequence' },
  '4-675776': { did: 'been unenrolled from', what: 'a sequence' },
  '4-675777': { did: 'been enrolled in', what: 'a sequence' },
  '4-675778': { did: 'finished', what: 'a sequence' },
  '4-1814177': { did: 'had', what: 'a playbook logged' },
};

/** The label of a property of an event, for where nobody has told it, and the kind of its values. */
export const EVENT_PROPERTY_WORDS: Readonly<Record<string, readonly [label: string, kind?: PartKind]>> = {
  hs_form_id: ['form', 'form'],
  hs_page_id: ['page'],
  hs_url: ['URL'],
  hs_email_id: ['email', 'email'],
  hs_click_url: ['link'],
  hs_subscription_id: ['subscription type', 'subscription'],
  hs_subscription_status: ['status'],
  hs_ad_network: ['network'],
  hs_campaign_name: ['campaign'],
  hs_cta_name: ['call to action'],
  hs_cta_placement: ['placement'],
  hs_webinar_id: ['marketing event'],
  hs_survey_id: ['survey'],
  hs_survey_question: ['question'],
  hs_survey_answer: ['answer'],
  hs_flow_id: ['workflow', 'flow'],
  hs_end_reason: ['reason'],
  hs_name: ['property'],
  hs_value: ['new value'],
  hs_call_status: ['status'],
  hs_call_direction: ['direction'],
  hs_call_disposition: ['outcome'],
  hs_call_duration: ['duration'],
  hs_meeting_outcome: ['outcome'],
  hs_meeting_start_time: ['start'],
  hs_meeting_end_time: ['end'],
  hs_task_status: ['status'],
  hs_task_type: ['type'],
  hs_task_priority: ['priority'],
};
