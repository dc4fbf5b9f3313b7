import { Sprout } from 'lucide-react';
import { delayDays, flow, goal, inARow, isAnyOf, sendEmail, whenMet } from './bodies.ts';
import type { Template } from './shape.ts';

export const nurture: Template = {
  id: 'nurture',
  name: 'Lead nurture',
  lead: 'Leads get three emails over ten days, and leave as soon as they become customers.',
  icon: Sprout,
  asks: [
    { key: 'first', kind: 'email', label: 'First email' },
    { key: 'second', kind: 'email', label: 'Three days later' },
    { key: 'third', kind: 'email', label: 'A week after that' },
  ],
  body: ({ first, second, third }) =>
    flow(
      '0-1',
      'Lead nurture',
      inARow(sendEmail(first!), delayDays(3), sendEmail(second!), delayDays(7), sendEmail(third!)),
      {
        enrollmentCriteria: whenMet([isAnyOf('lifecyclestage', 'lead')]),
        goalFilterBranch: goal(isAnyOf('lifecyclestage', 'opportunity', 'customer')),
      },
    ),
};
