import * as z from 'zod';
import { equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id } from '../members.ts';
import { refinements } from '../refine-by.ts';
import { sayFormSubmissionOnPage } from './form-submission-on-page.say.ts';
import { filterKind } from './shape.ts';

const filled = { events: [[EVENT_TYPES.FORM_SUBMITTED, { hs_form_id: 'f', hs_page_id: '7' }]] } as const;

/** A form, or any form, was filled out on a page or was not. */
export const formSubmissionOnPage = filterKind({
  filterType: 'FORM_SUBMISSION_ON_PAGE',
  members: {
    operator: z.enum(['FILLED_OUT', 'NOT_FILLED_OUT']),
    formId: id.nullish(),
    pageId: id,
    ...refinements,
  },
  meaning(filter) {
    const { formId, pageId, path } = filter;
    const form = formId ? equals('hs_form_id', formId, path) : null;
    const happened = event(EVENT_TYPES.FORM_SUBMITTED, [form, equals('hs_page_id', pageId, path)], filter);
    return filter.operator === 'FILLED_OUT' ? happened : not(happened);
  },
  say: sayFormSubmissionOnPage,
  cases: [
    {
      says: 'there',
      sentence: 'The contact has submitted the form f on the page 7',
      filter: { operator: 'FILLED_OUT', formId: 'f', pageId: 7 },
      contact: filled,
      met: true,
    },
    { says: 'any form there', filter: { operator: 'FILLED_OUT', pageId: 7 }, contact: filled, met: true },
    {
      says: 'elsewhere',
      filter: { operator: 'FILLED_OUT', formId: 'f', pageId: 8 },
      contact: filled,
      met: false,
    },
    {
      says: 'elsewhere',
      sentence: 'The contact has not submitted the form f on the page 8',
      filter: { operator: 'NOT_FILLED_OUT', formId: 'f', pageId: 8 },
      contact: filled,
      met: true,
    },
  ],
});
