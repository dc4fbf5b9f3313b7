import * as z from 'zod';
import { equals, event } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id, name } from '../members.ts';
import { operationSchema } from '../operation.ts';
import { filterKind } from './shape.ts';
import { saySurveyMonkeyValue } from './survey-monkey-value.say.ts';

const answered = {
  events: [
    [
      EVENT_TYPES.SURVEY_ANSWERED,
      { hs_survey_id: '4', hs_survey_question: 'q', hs_survey_answer_row_id: '1', hs_survey_answer: '9' },
    ],
  ],
} as const;
const filter = {
  operator: 'HAS_ANSWERED_SURVEY_QUESTION_WITH_VALUE',
  surveyId: 4,
  surveyQuestion: 'q',
  valueComparison: { operationType: 'NUMBER', operator: 'IS_GREATER_THAN', value: 8 },
};

/** A question of a survey was answered with a value. */
export const surveyMonkeyValue = filterKind({
  filterType: 'SURVEY_MONKEY_VALUE',
  members: {
    operator: z.enum(['HAS_ANSWERED_SURVEY_QUESTION_WITH_VALUE']),
    surveyId: id,
    surveyQuestion: name,
    surveyAnswerColId: id.nullish(),
    surveyAnswerRowId: id.nullish(),
    valueComparison: operationSchema,
  },
  meaning(filter) {
    const { surveyId, surveyQuestion, path } = filter;
    const { surveyAnswerRowId: row, surveyAnswerColId: column, valueComparison: operation } = filter;
    const filters = [
      equals('hs_survey_id', surveyId, path),
      equals('hs_survey_question', surveyQuestion, path),
      row ? equals('hs_survey_answer_row_id', row, path) : null,
      column ? equals('hs_survey_answer_col_id', column, path) : null,
      { property: 'hs_survey_answer', operation, path },
    ];
    return event(EVENT_TYPES.SURVEY_ANSWERED, filters, filter);
  },
  say: saySurveyMonkeyValue,
  cases: [
    {
      says: 'with such a value',
      sentence: 'The contact has answered the question q of the survey 4, and the answer is greater than 8',
      filter,
      contact: answered,
      met: true,
    },
    { says: 'in that row', filter: { ...filter, surveyAnswerRowId: 1 }, contact: answered, met: true },
    { says: 'in no such column', filter: { ...filter, surveyAnswerColId: 1 }, contact: answered, met: false },
    { says: 'another question', filter: { ...filter, surveyQuestion: 'r' }, contact: answered, met: false },
  ],
});
