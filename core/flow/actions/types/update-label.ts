import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { associationLabel, said } from '../fields.ts';
import { changeLabels, LABEL_REASONS, labelFrom } from '../parts/change-labels.ts';
import { associatedAs, CHILD, labelFailures, PARENT, PLAIN } from '../parts/label-examples.ts';
import { sayUpdateLabel } from './update-label.say.ts';

const fields = {
  currentLabel: said(associationLabel('Label'), 'The label that goes.'),
  newLabel: said(
    associationLabel('New label'),
    'The label that takes its place; for the same type of record.',
  ),
};

export const updateLabel = internal({
  id: '0-61139484',
  say: sayUpdateLabel,
  name: 'Update association label',
  says: 'Puts one label in the place of another, on all associations of the enrolled record that have it.',
  summary: 'Puts one association label in the place of another.',
  icon: 'tags',
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
      known: [associatedAs(CHILD, ['201']), associatedAs(PARENT, []), associatedAs(PLAIN, ['201'])],
      outcome: { outcome: 'SUCCEEDED', next: '2', detail: { objectTypeId: '0-2', associations: 1 } },
    },
    ...labelFailures({ currentLabel: CHILD, newLabel: PARENT }, CHILD),
  ],
});
