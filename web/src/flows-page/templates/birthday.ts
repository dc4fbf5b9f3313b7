import { Cake } from 'lucide-react';
import { flow, inARow, sendEmail } from './bodies.ts';
import type { Template } from './shape.ts';

export const birthday: Template = {
  id: 'birthday',
  name: 'Birthday',
  lead: 'Every year at nine in the morning of a contact’s birthday an email goes out.',
  icon: Cake,
  asks: [
    { key: 'date', kind: 'contactDate', label: 'Property that holds the birthday' },
    { key: 'email', kind: 'email', label: 'Email' },
  ],
  body: ({ date, email }) =>
    flow('0-1', 'Birthday', inARow(sendEmail(email!)), {
      enrollmentSchedule: {
        type: 'PROPERTY_BASED',
        dateProperty: date!,
        daysDelta: 0,
        yearly: true,
        timeOfDay: { hour: 9, minute: 0 },
      },
      enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true },
    }),
};
