import { z } from 'zod';
import { type Condition, equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id } from '../members.ts';
import { refinements } from '../refine-by.ts';
import type { FilterOf } from '../tree.ts';

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

export function formSubmissionMeaning(
  filter: FilterOf<'FORM_SUBMISSION'> | FilterOf<'FORM_SUBMISSION_ON_PAGE'>,
): Condition {
  const { formId, path } = filter;
  const page =
    filter.filterType === 'FORM_SUBMISSION_ON_PAGE' ? equals('hs_page_id', filter.pageId, path) : null;
  const form = formId ? equals('hs_form_id', formId, path) : null;
  const refineBy = [filter.pruningRefineBy, filter.coalescingRefineBy];
  const filled = event(EVENT_TYPES.FORM_SUBMITTED, [form, page], path, refineBy);
  return filter.operator === 'FILLED_OUT' ? filled : not(filled);
}
