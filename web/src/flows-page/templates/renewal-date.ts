import { CalendarClock } from 'lucide-react';
import { action, flow, inARow, sendEmail } from './bodies.ts';
import type { Template } from './shape.ts';

/** Days before the date at which it begins, and at which it says so again. */
const BEGINS_DAYS_BEFORE = 30;
const AGAIN_DAYS_BEFORE = 7;

export const renewalDate: Template = {
  id: 'renewal-date',
  name: 'Renewal date',
  lead: '30 days before a date an email goes out, another one a week before it, and on the day the owner gets a task.',
  icon: CalendarClock,
  asks: [
    { key: 'date', kind: 'contactDate', label: 'Property that holds the date' },
    { key: 'first', kind: 'email', label: 'Email 30 days before' },
    { key: 'second', kind: 'email', label: 'Email 7 days before' },
  ],
  body: ({ date, first, second }) =>
    flow(
      '0-1',
      'Renewal date',
      inARow(
        sendEmail(first!),
        waitUntil(date!, -AGAIN_DAYS_BEFORE),
        sendEmail(second!),
        waitUntil(date!, 0),
        action('0-3', {
          task_type: 'CALL',
          subject: 'Renewal of {{ enrolled_object.firstname }} {{ enrolled_object.lastname }} is today',
          priority: 'HIGH',
          owner_assignment: {
            type: 'CUSTOM',
            value: { type: 'OBJECT_PROPERTY', propertyName: 'hubspot_owner_id' },
          },
        }),
      ),
      {
        enrollmentSchedule: {
          type: 'PROPERTY_BASED',
          dateProperty: date!,
          daysDelta: -BEGINS_DAYS_BEFORE,
          yearly: false,
          timeOfDay: { hour: 9, minute: 0 },
        },
        enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true },
      },
    ),
};

const waitUntil = (propertyName: string, days: number) =>
  action('0-35', {
    date: { type: 'OBJECT_PROPERTY', propertyName },
    delta: String(days),
    time_unit: 'DAYS',
    time_of_day: { hour: 9, minute: 0 },
  });
