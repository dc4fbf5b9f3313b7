import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { associationLabel, said } from '../fields.ts';
import { changeLabels, LABEL_REASONS, labelFrom } from '../parts/change-labels.ts';
import { associatedAs, CHILD, labelFailures, PLAIN } from '../parts/label-examples.ts';
import { sayApplyLabel } from './apply-label.say.ts';

const fields = { label: said(associationLabel('Label'), 'The label to add.') };

export const applyLabel = internal({
  id: '0-73444249',
  say: sayApplyLabel,
  name: 'Apply association label',
  says: 'Gives a label to all associations of the enrolled record with records of the type that the label is for.',
  summary: 'Adds a label to associations of the record.',
  icon: 'tag',
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
      known: [associatedAs(PLAIN, ['201']), associatedAs(CHILD, [])],
      outcome: { outcome: 'SUCCEEDED', next: '2', detail: { objectTypeId: '0-2', associations: 1 } },
    },
    ...labelFailures({ label: CHILD }, PLAIN),
  ],
});
