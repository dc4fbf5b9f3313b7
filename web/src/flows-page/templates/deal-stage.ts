import { Handshake } from 'lucide-react';
import { action, flow, inARow, isAnyOf, whenMet } from './bodies.ts';
import type { Template } from './shape.ts';

export const dealStage: Template = {
  id: 'deal-stage',
  name: 'Deal reaches a stage',
  lead: 'When a deal comes to a stage, its owner is told and gets a task for the day after.',
  icon: Handshake,
  asks: [{ key: 'stage', kind: 'dealStage', label: 'Stage' }],
  body: ({ stage }) =>
    flow(
      '0-3',
      'Deal reaches a stage',
      inARow(
        action('0-9', {
          delivery_method: 'APP',
          owner_properties: ['hubspot_owner_id'],
          subject: '{{ enrolled_object.dealname }} has come to another stage',
          body: 'A task for tomorrow is yours.',
        }),
        action('0-3', {
          task_type: 'TODO',
          subject: 'Follow up on {{ enrolled_object.dealname }}',
          priority: 'HIGH',
          due_time: { delta: 1, timeUnit: 'DAYS', timeOfDay: { hour: 9, minute: 0 }, daysOfWeek: WEEKDAYS },
          owner_assignment: {
            type: 'CUSTOM',
            value: { type: 'OBJECT_PROPERTY', propertyName: 'hubspot_owner_id' },
          },
        }),
      ),
      { enrollmentCriteria: whenMet([isAnyOf('dealstage', stage!)]) },
    ),
};

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
