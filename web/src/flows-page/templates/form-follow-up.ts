import { ClipboardList } from 'lucide-react';
import { action, delayDays, fixed, flow, inARow, isAnyOf, sendEmail } from './bodies.ts';
import type { Template } from './shape.ts';

/** The event of a submitted form. */
const FORM_SUBMISSION = '4-1639801';
const TICKET = '0-5';

export const formFollowUp: Template = {
  id: 'form-follow-up',
  name: 'Form follow-up',
  lead: 'Whoever submits a form gets a ticket at once and an email the day after.',
  icon: ClipboardList,
  asks: [
    { key: 'form', kind: 'form', label: 'Form' },
    { key: 'email', kind: 'email', label: 'Email of the day after' },
  ],
  body: ({ form, email }) =>
    flow(
      '0-1',
      'Form follow-up',
      inARow(
        action('0-14', {
          object_type_id: TICKET,
          properties: [
            {
              targetProperty: 'subject',
              value: fixed('Request of {{ enrolled_object.firstname }} {{ enrolled_object.lastname }}'),
            },
          ],
        }),
        delayDays(1),
        sendEmail(email!),
      ),
      {
        enrollmentCriteria: {
          type: 'EVENT_BASED',
          shouldReEnroll: true,
          listMembershipFilterBranches: [],
          eventFilterBranches: [
            {
              filterBranchType: 'UNIFIED_EVENTS',
              filterBranchOperator: 'AND',
              operator: 'HAS_COMPLETED',
              eventTypeId: FORM_SUBMISSION,
              filterBranches: [],
              filters: [isAnyOf('hs_form_id', form!)],
            },
          ],
        },
      },
    ),
};
