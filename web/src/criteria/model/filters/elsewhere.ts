import { COALESCING, PRUNING } from '../moments.ts';
import { LINES, operator } from './fields.ts';
import type { FilterForm } from './filter-form.ts';

/** Of what has happened in other systems. */
export const ELSEWHERE: readonly FilterForm[] = [
  {
    filterType: 'INTEGRATION_EVENT',
    name: 'Event of an integration',
    hint: 'that an app has sent',
    group: 'What happened',
    start: { eventTypeId: '', filterLines: [] },
    fields: [{ kind: 'text', member: 'eventTypeId', label: 'Event', isCode: true }, LINES],
  },
  {
    filterType: 'CTA',
    name: 'Call to action',
    hint: 'has been seen or clicked',
    group: 'What happened',
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
    filterType: 'WEBINAR',
    name: 'Webinar',
    hint: 'has registered or attended, or has not',
    group: 'What happened',
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
    filterType: 'SURVEY_MONKEY',
    name: 'Survey',
    hint: 'has answered it, or has not',
    group: 'What happened',
    start: { operator: 'HAS_RESPONDED_TO_SURVEY', surveyId: '' },
    fields: [
      operator({ HAS_RESPONDED_TO_SURVEY: 'has answered', HAS_NOT_RESPONDED_TO_SURVEY: 'has not answered' }),
      { kind: 'text', member: 'surveyId', label: 'Survey' },
    ],
  },
  {
    filterType: 'SURVEY_MONKEY_VALUE',
    name: 'Answer in a survey',
    hint: 'has answered a question so',
    group: 'What happened',
    start: {
      operator: 'HAS_ANSWERED_SURVEY_QUESTION_WITH_VALUE',
      surveyId: '',
      surveyQuestion: '',
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
    filterType: 'ADS_SEARCH',
    name: 'Ad',
    hint: 'has met an ad of a campaign, group or keyword',
    group: 'What happened',
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
    filterType: 'ADS_TIME',
    name: 'Ad at a time',
    hint: 'has met any ad within a time',
    group: 'What happened',
    start: {
      pruningRefineBy: {
        type: 'RELATIVE_COMPARATIVE',
        comparison: 'AFTER',
        timeOffset: { amount: 30, timeUnit: 'DAYS', offsetDirection: 'PAST' },
      },
    },
    fields: [{ ...PRUNING, isOptional: false }],
  },
];
