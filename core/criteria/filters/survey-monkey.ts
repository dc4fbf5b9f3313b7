import * as z from 'zod';
import { equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id } from '../members.ts';
import { filterKind } from './shape.ts';
import { saySurveyMonkey } from './survey-monkey.say.ts';

const answered = { events: [[EVENT_TYPES.SURVEY_ANSWERED, { hs_survey_id: '4' }]] } as const;

/** A survey was answered, or was not. */
export const surveyMonkey = filterKind({
  filterType: 'SURVEY_MONKEY',
  members: {
    operator: z.enum(['HAS_RESPONDED_TO_SURVEY', 'HAS_NOT_RESPONDED_TO_SURVEY']),
    surveyId: id,
  },
  meaning(filter) {
    const survey = equals('hs_survey_id', filter.surveyId, filter.path);
    const happened = event(EVENT_TYPES.SURVEY_ANSWERED, [survey], filter);
    return filter.operator === 'HAS_RESPONDED_TO_SURVEY' ? happened : not(happened);
  },
  say: saySurveyMonkey,
  cases: [
    {
      says: 'answered',
      sentence: 'The contact has answered the survey 4',
      filter: { operator: 'HAS_RESPONDED_TO_SURVEY', surveyId: 4 },
      contact: answered,
      met: true,
    },
    {
      says: 'another one',
      sentence: 'The contact has not answered the survey 5',
      filter: { operator: 'HAS_NOT_RESPONDED_TO_SURVEY', surveyId: 5 },
      contact: answered,
      met: true,
    },
    {
      says: 'another one',
      filter: { operator: 'HAS_RESPONDED_TO_SURVEY', surveyId: 5 },
      contact: answered,
      met: false,
    },
  ],
});
