/** Every filter of the language: what it is called, what a new one is, and the fields of its form. */
import type { RawObject } from '../../raw/index.ts';
import type { FormField, Word } from './form.ts';
import { COALESCING, PRUNING } from './moments.ts';

export type FilterGroup = 'Lists' | 'What happened' | 'Other records' | 'Consent' | 'Everybody';

export interface FilterForm {
  readonly filterType: string;
  readonly name: string;
  /** What it asks, in a few words. */
  readonly hint: string;
  readonly group: FilterGroup;
  readonly start: RawObject;
  readonly fields: readonly FormField[];
}

const words = (of: Readonly<Record<string, string>>): readonly Word[] =>
  Object.entries(of).map(([id, name]) => ({ id, name }));

const operator = (of: Readonly<Record<string, string>>): FormField => ({
  ...{ kind: 'choice', member: 'operator', label: 'Which', choices: words(of) },
});

const FORM: FormField = { kind: 'pick', member: 'formId', label: 'Form', of: 'form', isOptional: true };
const FILLED = operator({ FILLED_OUT: 'has filled in', NOT_FILLED_OUT: 'has not filled in' });
const IN_LIST = operator({ IN_LIST: 'is in', NOT_IN_LIST: 'is not in' });
const STATES = words({ OPT_IN: 'opted in', OPT_OUT: 'opted out', NOT_OPTED: 'never said' });
const OTHER: FormField = { kind: 'association', member: 'toObjectTypeId', label: 'Records' };
const LINES: FormField = { kind: 'eventFilters', member: 'filterLines', label: 'Of which' };
const SUBSCRIPTIONS: FormField = {
  kind: 'picks',
  member: 'subscriptionIds',
  label: 'Subscriptions',
  of: 'subscription',
};
const SUBSCRIPTION_TYPE: FormField = {
  kind: 'text',
  member: 'subscriptionType',
  label: 'Type of subscription',
  isOptional: true,
  isRare: true,
};

export const NEW_ASSOCIATION = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 0 };

/** All but filters on properties, which have a menu of their own. */
export const FILTERS: readonly FilterForm[] = [
  {
    ...{
      filterType: 'IN_LIST',
      name: 'Membership of a list',
      hint: 'is in a list, or is not',
      group: 'Lists',
    },
    start: { operator: 'IN_LIST', listId: '' },
    fields: [
      IN_LIST,
      { kind: 'pick', member: 'listId', label: 'List', of: 'list' },
      { kind: 'listOfFlow', member: 'metadata', label: 'Kept by', isOptional: true, isRare: true },
    ],
  },
  {
    ...{
      filterType: 'FORM_SUBMISSION',
      name: 'Form submission',
      hint: 'has filled in a form, or has not',
      group: 'What happened',
    },
    start: { operator: 'FILLED_OUT', formId: '' },
    fields: [FILLED, FORM, PRUNING, COALESCING],
  },
  {
    ...{ filterType: 'FORM_SUBMISSION_ON_PAGE', name: 'Form submission on a page', group: 'What happened' },
    hint: 'has filled in a form on a page',
    start: { operator: 'FILLED_OUT', pageId: '' },
    fields: [FILLED, FORM, { kind: 'text', member: 'pageId', label: 'Page' }, PRUNING, COALESCING],
  },
  {
    ...{
      filterType: 'PAGE_VIEW',
      name: 'Page view',
      hint: 'has seen a page, or has not',
      group: 'What happened',
    },
    start: { operator: 'HAS_PAGEVIEW_CONTAINS', pageUrl: '' },
    fields: [
      operator({
        HAS_PAGEVIEW_EQ: 'has seen the page with the address',
        NOT_HAS_PAGEVIEW_EQ: 'has not seen the page with the address',
        HAS_PAGEVIEW_CONTAINS: 'has seen a page whose address contains',
        NOT_HAS_PAGEVIEW_CONTAINS: 'has not seen a page whose address contains',
        HAS_PAGEVIEW_MATCHES_REGEX: 'has seen a page whose address matches the pattern',
        NOT_HAS_PAGEVIEW_MATCHES_REGEX: 'has not seen a page whose address matches the pattern',
      }),
      { kind: 'text', member: 'pageUrl', label: 'Address', isCode: true },
      {
        kind: 'flag',
        member: 'enableTracking',
        label: 'Tracking',
        says: 'Track this page',
        isOptional: true,
        isRare: true,
      },
      PRUNING,
      COALESCING,
    ],
  },
  {
    ...{
      filterType: 'EMAIL_EVENT',
      name: 'Marketing email',
      hint: 'has got, opened, clicked an email',
      group: 'What happened',
    },
    start: { operator: 'OPENED', level: 'EMAIL_CAMPAIGN', emailId: '', appId: '0' },
    fields: [
      operator({
        SENT: 'has been sent',
        RECEIVED: 'has received',
        OPENED: 'has opened',
        LINK_CLICKED: 'has clicked a link in',
        REPLIED: 'has replied to',
        BOUNCED: 'has had a bounce from',
        UNSUBSCRIBED: 'has unsubscribed from',
        MARKED_SPAM: 'has marked as spam',
        SENT_BUT_NOT_RECEIVED: 'has been sent, but not received',
        SENT_BUT_LINK_NOT_CLICKED: 'has been sent, but not clicked a link in',
        RECEIVED_BUT_NOT_OPENED: 'has received, but not opened',
        OPENED_BUT_LINK_NOT_CLICKED: 'has opened, but not clicked a link in',
        OPENED_BUT_NOT_REPLIED: 'has opened, but not replied to',
      }),
      { kind: 'pick', member: 'emailId', label: 'Email', of: 'email' },
      {
        kind: 'text',
        member: 'clickUrl',
        label: 'Address of the link',
        isOptional: true,
        isRare: true,
        isCode: true,
      },
      { kind: 'text', member: 'level', label: 'Level', isOptional: true, isRare: true, isCode: true },
      { kind: 'text', member: 'appId', label: 'App', isOptional: true, isRare: true, isCode: true },
      PRUNING,
    ],
  },
  {
    ...{
      filterType: 'EVENT',
      name: 'Event of a type',
      hint: 'has happened, whatever of which',
      group: 'What happened',
    },
    start: { operator: 'HAS_EVENT', eventId: '' },
    fields: [
      operator({ HAS_EVENT: 'has happened', NOT_HAS_EVENT: 'has not happened' }),
      { kind: 'pick', member: 'eventId', label: 'Event', of: 'event' },
      PRUNING,
      COALESCING,
    ],
  },
  {
    ...{
      filterType: 'UNIFIED_EVENTS',
      name: 'Event, as a filter',
      hint: 'an older way to ask for an event',
      group: 'What happened',
    },
    start: { eventTypeId: '', filterLines: [] },
    fields: [
      { kind: 'pick', member: 'eventTypeId', label: 'Event', of: 'event', isOptional: true },
      LINES,
      PRUNING,
      COALESCING,
    ],
  },
  {
    ...{
      filterType: 'INTEGRATION_EVENT',
      name: 'Event of an integration',
      hint: 'that an app has sent',
      group: 'What happened',
    },
    start: { eventTypeId: '', filterLines: [] },
    fields: [{ kind: 'text', member: 'eventTypeId', label: 'Event', isCode: true }, LINES],
  },
  {
    ...{
      filterType: 'CTA',
      name: 'Call to action',
      hint: 'has been seen or clicked',
      group: 'What happened',
    },
    start: { operator: 'HAS_CLICKED_CTA', ctaName: '' },
    fields: [
      operator({
        HAS_CLICKED_CTA: 'has clicked the call to action',
        HAS_NOT_CLICKED_CTA: 'has not clicked the call to action',
        HAS_CLICKED_CTA_PLACEMENT: 'has clicked the placement',
        HAS_NOT_CLICKED_CTA_PLACEMENT: 'has not clicked the placement',
        HAS_OPENED_CTA: 'has seen the call to action',
        HAS_NOT_OPENED_CTA: 'has not seen the call to action',
        HAS_OPENED_CTA_PLACEMENT: 'has seen the placement',
        HAS_NOT_OPENED_CTA_PLACEMENT: 'has not seen the placement',
      }),
      { kind: 'text', member: 'ctaName', label: 'Name' },
      PRUNING,
      COALESCING,
    ],
  },
  {
    ...{
      filterType: 'WEBINAR',
      name: 'Webinar',
      hint: 'has registered or attended, or has not',
      group: 'What happened',
    },
    start: { operator: 'HAS_WEBINAR_REGISTRATION' },
    fields: [
      operator({
        HAS_WEBINAR_REGISTRATION: 'has registered',
        NOT_HAS_WEBINAR_REGISTRATION: 'has not registered',
        HAS_WEBINAR_ATTENDANCE: 'has attended',
        NOT_HAS_WEBINAR_ATTENDANCE: 'has not attended',
      }),
      { kind: 'text', member: 'webinarId', label: 'Webinar', isOptional: true, placeholder: 'Any webinar' },
    ],
  },
  {
    ...{
      filterType: 'SURVEY_MONKEY',
      name: 'Survey',
      hint: 'has answered it, or has not',
      group: 'What happened',
    },
    start: { operator: 'HAS_RESPONDED_TO_SURVEY', surveyId: '' },
    fields: [
      operator({ HAS_RESPONDED_TO_SURVEY: 'has answered', HAS_NOT_RESPONDED_TO_SURVEY: 'has not answered' }),
      { kind: 'text', member: 'surveyId', label: 'Survey' },
    ],
  },
  {
    ...{
      filterType: 'SURVEY_MONKEY_VALUE',
      name: 'Answer in a survey',
      hint: 'has answered a question so',
      group: 'What happened',
    },
    start: {
      ...{ operator: 'HAS_ANSWERED_SURVEY_QUESTION_WITH_VALUE', surveyId: '', surveyQuestion: '' },
      valueComparison: {
        operationType: 'STRING',
        operator: 'IS_EQUAL_TO',
        value: '',
        includeObjectsWithNoValueSet: false,
      },
    },
    fields: [
      operator({ HAS_ANSWERED_SURVEY_QUESTION_WITH_VALUE: 'has answered with a value' }),
      { kind: 'text', member: 'surveyId', label: 'Survey' },
      { kind: 'text', member: 'surveyQuestion', label: 'Question' },
      {
        kind: 'text',
        member: 'surveyAnswerRowId',
        label: 'Row of the answer',
        isOptional: true,
        isRare: true,
      },
      {
        kind: 'text',
        member: 'surveyAnswerColId',
        label: 'Column of the answer',
        isOptional: true,
        isRare: true,
      },
      { kind: 'operation', member: 'valueComparison', label: 'The answer' },
    ],
  },
  {
    ...{
      filterType: 'ADS_SEARCH',
      name: 'Ad',
      hint: 'has met an ad of a campaign, group or keyword',
      group: 'What happened',
    },
    start: {
      operator: 'CONTAINS',
      entityType: 'CAMPAIGN',
      searchTermType: 'NAME',
      searchTerms: [],
      adNetwork: 'ALL',
    },
    fields: [
      { kind: 'text', member: 'entityType', label: 'Of the ad', isCode: true, placeholder: 'CAMPAIGN' },
      { kind: 'text', member: 'searchTermType', label: 'By its', isCode: true, placeholder: 'NAME' },
      operator({
        CONTAINS: 'contains any of',
        IS_EQUAL_TO: 'is any of',
        STARTS_WITH: 'starts with any of',
        ENDS_WITH: 'ends with any of',
        IS_KNOWN: 'is known',
      }),
      { kind: 'texts', member: 'searchTerms', label: 'Words' },
      { kind: 'text', member: 'adNetwork', label: 'Network', isCode: true, placeholder: 'ALL' },
    ],
  },
  {
    ...{
      filterType: 'ADS_TIME',
      name: 'Ad at a time',
      hint: 'has met any ad within a time',
      group: 'What happened',
    },
    start: {
      pruningRefineBy: {
        ...{ type: 'RELATIVE_COMPARATIVE', comparison: 'AFTER' },
        timeOffset: { amount: 30, timeUnit: 'DAYS', offsetDirection: 'PAST' },
      },
    },
    fields: [{ ...PRUNING, isOptional: false }],
  },
  {
    ...{
      filterType: 'NUM_ASSOCIATIONS',
      name: 'Number of associated records',
      hint: 'has so many companies',
      group: 'Other records',
    },
    start: { ...NEW_ASSOCIATION, toObjectTypeId: '' },
    fields: [OTHER, COALESCING],
  },
  {
    ...{
      filterType: 'ASSOCIATION',
      name: 'Associated record in a list',
      hint: 'its company is in a list',
      group: 'Other records',
    },
    start: { operator: 'IN_LIST', ...NEW_ASSOCIATION, toObjectTypeId: '', listId: '' },
    fields: [
      OTHER,
      IN_LIST,
      { kind: 'pick', member: 'listId', label: 'List', of: 'list' },
      {
        kind: 'text',
        member: 'toObjectType',
        label: 'Type, by its name',
        isOptional: true,
        isRare: true,
        isCode: true,
      },
      COALESCING,
    ],
  },
  {
    ...{
      filterType: 'EMAIL_SUBSCRIPTION',
      name: 'Email subscription',
      hint: 'gets emails of a type, or has opted out',
      group: 'Consent',
    },
    start: { acceptedStatuses: ['OPT_IN'], subscriptionIds: [] },
    fields: [
      SUBSCRIPTIONS,
      { kind: 'choices', member: 'acceptedStatuses', label: 'Has', choices: STATES },
      SUBSCRIPTION_TYPE,
    ],
  },
  {
    ...{
      filterType: 'COMMUNICATION_SUBSCRIPTION',
      name: 'Subscription on a channel',
      hint: 'by email, text message, …',
      group: 'Consent',
    },
    start: { acceptedOptStates: ['OPT_IN'], channel: 'EMAIL', subscriptionIds: [] },
    fields: [
      { kind: 'text', member: 'channel', label: 'Channel', isCode: true },
      SUBSCRIPTIONS,
      { kind: 'choices', member: 'acceptedOptStates', label: 'Has', choices: STATES },
      SUBSCRIPTION_TYPE,
      { kind: 'text', member: 'businessUnitId', label: 'Business unit', isOptional: true, isRare: true },
    ],
  },
  {
    ...{ filterType: 'PRIVACY', name: 'Privacy consent', hint: 'was given, or was not', group: 'Consent' },
    start: { operator: 'PRIVACY_CONSENT_GRANTED', privacyName: '' },
    fields: [
      operator({
        PRIVACY_CONSENT_GRANTED: 'has consented to',
        PRIVACY_CONSENT_NOT_GRANTED: 'has not consented to',
      }),
      { kind: 'text', member: 'privacyName', label: 'Notice' },
    ],
  },
  {
    ...{
      filterType: 'CAMPAIGN_INFLUENCED',
      name: 'Campaign',
      hint: 'kept, and met by nobody: there are no campaigns here',
      group: 'Everybody',
    },
    start: { campaignId: '' },
    fields: [{ kind: 'text', member: 'campaignId', label: 'Campaign' }],
  },
  {
    ...{
      filterType: 'CONSTANT',
      name: 'Everybody, or nobody',
      hint: 'whatever the record holds',
      group: 'Everybody',
    },
    start: { shouldAccept: true },
    fields: [
      { kind: 'flag', member: 'shouldAccept', label: 'Meets', says: 'Everybody meets it' },
      { kind: 'text', member: 'source', label: 'Source', isOptional: true, isRare: true },
    ],
  },
];

/** A filter on a property of the record. */
export const PROPERTY_FIELDS: readonly FormField[] = [
  { kind: 'property', member: 'property', label: 'Property' },
  { kind: 'operation', member: 'operation', label: 'Operation' },
];

export function filterFormOf(filterType: string): FilterForm | undefined {
  return FILTERS.find((each) => each.filterType === filterType);
}

export function newFilter({ filterType, start }: FilterForm): RawObject {
  return { filterType, ...start };
}
