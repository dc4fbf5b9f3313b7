import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { associationLabel } from '../fields.ts';
import { changeLabels, LABEL_REASONS, labelFrom } from '../parts/change-labels.ts';
import { LINKS_MAX } from '../parts/record-links.ts';

const CHILD = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 13 };
const PARENT = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 14 };

const fields = { currentLabel: associationLabel('Label'), newLabel: associationLabel('New label') };

export const updateLabel = internal({
  id: '0-61139484',
  name: 'Update association label',
  says: 'Puts one label in the place of another, on all associations of the enrolled record that have it.',
  group: 'CRM',
  reasons: LABEL_REASONS,
  fields,
  compile: ({ currentLabel, newLabel }, action: SingleConnectionAction, context) => {
    const removed = labelFrom(currentLabel, 'fields.currentLabel', context);
    if (!removed.ok) return misconfigured(removed.problems);
    const applied = labelFrom(newLabel, 'fields.newLabel', context);
    if (!applied.ok) return misconfigured(applied.problems);
    if (applied.value.toObjectTypeId !== removed.value.toObjectTypeId) {
      const path = 'fields.newLabel';
      const message = `${path} is for records of the object type ${applied.value.toObjectTypeId}, the present label for ${removed.value.toObjectTypeId}.`;
      return misconfigured([{ path, code: 'OBJECT_TYPE_DOES_NOT_FIT', message }]);
    }
    if (applied.value === removed.value) {
      const message = 'fields.newLabel is the label that the associations have already.';
      return misconfigured([{ path: 'fields.newLabel', code: 'SAME_LABEL', message }]);
    }
    return (run) => changeLabels(run, { removed: removed.value, applied: applied.value }, action, context);
  },
  examples: [
    {
      shows: 'The child becomes the parent.',
      objectTypeId: '0-2',
      action: { fields: { currentLabel: CHILD, newLabel: PARENT } },
      known: [
        {
          ask: {
            kind: 'associated',
            from: { objectTypeId: '0-2', id: '101' },
            association: { category: 'HUBSPOT_DEFINED', typeId: 13 },
          },
          answer: ['201'],
        },
        {
          ask: {
            kind: 'associated',
            from: { objectTypeId: '0-2', id: '101' },
            association: { category: 'HUBSPOT_DEFINED', typeId: 14 },
          },
          answer: [],
        },
        {
          ask: {
            kind: 'associated',
            from: { objectTypeId: '0-2', id: '101' },
            association: { category: 'HUBSPOT_DEFINED', typeId: 450 },
          },
          answer: ['201'],
        },
      ],
      outcome: { outcome: 'SUCCEEDED', next: '2', detail: { objectTypeId: '0-2', associations: 1 } },
    },
    {
      shows: 'No record is associated in that way.',
      objectTypeId: '0-2',
      action: { fields: { currentLabel: CHILD, newLabel: PARENT } },
      outcome: { outcome: 'SKIPPED', reason: 'NO_ASSOCIATED_RECORD', next: '2', changes: [] },
    },
    {
      shows: 'More records are associated than one step changes.',
      objectTypeId: '0-2',
      action: { fields: { currentLabel: CHILD, newLabel: PARENT } },
      known: [
        {
          ask: {
            kind: 'associated',
            from: { objectTypeId: '0-2', id: '101' },
            association: { category: 'HUBSPOT_DEFINED', typeId: 13 },
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
          ...{ currentLabel: CHILD, newLabel: PARENT },
          newLabel: { associationCategory: 'USER_DEFINED', associationTypeId: 404 },
        },
      },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ],
});
