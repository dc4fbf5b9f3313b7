import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { associationLabel } from '../fields.ts';
import { changeLabels, LABEL_REASONS, labelFrom } from '../parts/change-labels.ts';
import { LINKS_MAX } from '../parts/record-links.ts';

const CHILD = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 13 };

const fields = { label: associationLabel('Label') };

export const applyLabel = internal({
  id: '0-73444249',
  name: 'Apply association label',
  says: 'Gives a label to all associations of the enrolled record with records of the type that the label is for.',
  group: 'CRM',
  reasons: LABEL_REASONS,
  fields,
  compile: ({ label }, action: SingleConnectionAction, context) => {
    const applied = labelFrom(label, 'fields.label', context);
    if (!applied.ok) return misconfigured(applied.problems);
    return (run) => changeLabels(run, { removed: null, applied: applied.value }, action, context);
  },
  examples: [
    {
      shows: 'The associated company becomes the child of the enrolled one.',
      objectTypeId: '0-2',
      action: { fields: { label: CHILD } },
      known: [
        {
          ask: {
            kind: 'associated',
            from: { objectTypeId: '0-2', id: '101' },
            association: { category: 'HUBSPOT_DEFINED', typeId: 450 },
          },
          answer: ['201'],
        },
        {
          ask: {
            kind: 'associated',
            from: { objectTypeId: '0-2', id: '101' },
            association: { category: 'HUBSPOT_DEFINED', typeId: 13 },
          },
          answer: [],
        },
      ],
      outcome: { outcome: 'SUCCEEDED', next: '2', detail: { objectTypeId: '0-2', associations: 1 } },
    },
    {
      shows: 'No record is associated in that way.',
      objectTypeId: '0-2',
      action: { fields: { label: CHILD } },
      outcome: { outcome: 'SKIPPED', reason: 'NO_ASSOCIATED_RECORD', next: '2', changes: [] },
    },
    {
      shows: 'More records are associated than one step changes.',
      objectTypeId: '0-2',
      action: { fields: { label: CHILD } },
      known: [
        {
          ask: {
            kind: 'associated',
            from: { objectTypeId: '0-2', id: '101' },
            association: { category: 'HUBSPOT_DEFINED', typeId: 450 },
          },
          answer: Array.from({ length: LINKS_MAX + 1 }, (_, index) => String(1_000 + index)),
        },
      ],
      outcome: { outcome: 'FAILED', reason: 'TOO_MANY_ASSOCIATIONS', next: '2', changes: [] },
    },
    {
      shows: 'An association type that is not there.',
      objectTypeId: '0-2',
      action: {
        fields: {
          ...{ label: CHILD },
          label: { associationCategory: 'USER_DEFINED', associationTypeId: 404 },
        },
      },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ],
});
