import { action, contactFlow, setProperty, to } from '../bodies/contact-flow.ts';
import { allOf, anyOf, choiceIs } from '../bodies/filters.ts';

/** The flow that is run: a branch, two properties set, a ticket made for the contact, the end. */
export const BENCH_FLOW = contactFlow('Bench', [
  {
    type: 'LIST_BRANCH',
    listBranches: [
      {
        branchName: 'Leads',
        connection: to(2),
        filterBranch: anyOf(allOf(choiceIs('lifecyclestage', 'lead'))),
      },
    ],
    defaultBranchName: 'Others',
  },
  setProperty('jobtitle', 'Engineer'),
  setProperty('city', 'Utrecht'),
  action('0-14', {
    object_type_id: '0-5',
    properties: [
      { targetProperty: 'subject', value: { type: 'STATIC_VALUE', staticValue: 'Call the new lead' } },
      { targetProperty: 'hs_pipeline_stage', value: { type: 'STATIC_VALUE', staticValue: '1' } },
    ],
    associations: [
      {
        target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 },
        value: { type: 'ENROLLED_OBJECT' },
      },
    ],
    use_explicit_associations: 'true',
  }),
]);

/** Rows in the action log that one enrollment leaves behind. */
export const STEPS_PER_ENROLLMENT = BENCH_FLOW.actions.length;
