import * as z from 'zod';
import { equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id } from '../members.ts';
import { refinements } from '../refine-by.ts';
import { sayFormSubmission } from './form-submission.say.ts';
import { filterKind } from './shape.ts';

const filled = { events: [[EVENT_TYPES.FORM_SUBMITTED, { hs_form_id: 'f' }]] } as const;

/** A form, or any form, was filled out or was not. */
export const formSubmission = filterKind({
  filterType: 'FORM_SUBMISSION',
  members: { operator: z.enum(['FILLED_OUT', 'NOT_FILLED_OUT']), formId: id.nullish(), ...refinements },
  meaning(filter) {
    const form = filter.formId ? equals('hs_form_id', filter.formId, filter.path) : null;
    const happened = event(EVENT_TYPES.FORM_SUBMITTED, [form], filter);
    return filter.operator === 'FILLED_OUT' ? happened : not(happened);
  },
  say: sayFormSubmission,
  cases: [
    {
      says: 'it was',
      sentence: 'The contact has submitted the form f',
      filter: { operator: 'FILLED_OUT', formId: 'f' },
      contact: filled,
      met: true,
    },
    { says: 'any form', filter: { operator: 'FILLED_OUT' }, contact: filled, met: true },
    {
      says: 'another one was',
      sentence: 'The contact has not submitted the form g',
      filter: { operator: 'NOT_FILLED_OUT', formId: 'g' },
      contact: filled,
      met: true,
    },
    { says: 'any form', filter: { operator: 'NOT_FILLED_OUT' }, contact: filled, met: false },
  ],
});
