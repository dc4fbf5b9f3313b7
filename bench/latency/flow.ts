import { contactFlow, meeting, setProperty } from '../bodies/contact-flow.ts';
import { allOf, anyOf, textIs } from '../bodies/filters.ts';

const COMPANY = 'Difference Engines';

/** Lets in every contact that comes to work for a certain company, and sets one property. */
export const LATENCY_FLOW = contactFlow(
  'Latency',
  [setProperty('jobtitle', 'Engineer')],
  meeting(anyOf(allOf(textIs('company', COMPANY)))),
);

/** The change that lets a contact in. */
export const LETTING_IN = { properties: { company: COMPANY } };
