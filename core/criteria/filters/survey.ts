import { z } from 'zod';
import { id, name } from '../members.ts';
import { operationSchema } from '../operation.ts';

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
