import { z } from 'zod';
import { type Condition, equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id, name } from '../members.ts';
import { operationSchema } from '../operation.ts';
import type { FilterOf } from '../tree.ts';

export const surveyMonkeyFilter = z.object({
  filterType: z.literal('SURVEY_MONKEY'),
  operator: z.enum(['HAS_RESPONDED_TO_SURVEY', 'HAS_NOT_RESPONDED_TO_SURVEY']),
  surveyId: id,
});

export const surveyMonkeyValueFilter = z.object({
  filterType: z.literal('SURVEY_MONKEY_VALUE'),
  operator: z.enum(['HAS_ANSWERED_SURVEY_QUESTION_WITH_VALUE']),
  surveyId: id,
  surveyQuestion: name,
  surveyAnswerColId: id.nullish(),
  surveyAnswerRowId: id.nullish(),
  valueComparison: operationSchema,
});

export function surveyMeaning(
  filter: FilterOf<'SURVEY_MONKEY'> | FilterOf<'SURVEY_MONKEY_VALUE'>,
): Condition {
  const { path } = filter;
  const survey = equals('hs_survey_id', filter.surveyId, path);
  if (filter.filterType === 'SURVEY_MONKEY') {
    const answered = event(EVENT_TYPES.SURVEY_ANSWERED, [survey], path);
    return filter.operator === 'HAS_RESPONDED_TO_SURVEY' ? answered : not(answered);
  }
  const { surveyQuestion, surveyAnswerRowId: row, surveyAnswerColId: column, valueComparison } = filter;
  const filters = [
    survey,
    equals('hs_survey_question', surveyQuestion, path),
    row ? equals('hs_survey_answer_row_id', row, path) : null,
    column ? equals('hs_survey_answer_col_id', column, path) : null,
    { property: 'hs_survey_answer', operation: valueComparison, path },
  ];
  return event(EVENT_TYPES.SURVEY_ANSWERED, filters, path);
}
