import { z } from 'zod';
import { id } from '../members.ts';
import { refinements } from '../refine-by.ts';

const operator = z.enum(['FILLED_OUT', 'NOT_FILLED_OUT']);

export const formSubmissionFilter = z.object({
  filterType: z.literal('FORM_SUBMISSION'),
  operator,
  formId: id.nullish(),
  ...refinements,
});

export const formSubmissionOnPageFilter = z.object({
  filterType: z.literal('FORM_SUBMISSION_ON_PAGE'),
  operator,
  formId: id.nullish(),
  pageId: id,
  ...refinements,
});
