import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { associationLabel, said } from '../fields.ts';
import { changeLabels, LABEL_REASONS, labelFrom } from '../parts/change-labels.ts';
import { associatedAs, CHILD, labelFailures } from '../parts/label-examples.ts';
import { sayRemoveLabel } from './remove-label.say.ts';

const fields = { label: said(associationLabel('Label'), 'The label to take off.') };

export const removeLabel = internal({
  id: '0-61139476',
  say: sayRemoveLabel,
  name: 'Remove association label',
  says: 'Takes a label from all associations of the enrolled record that have it. The records stay associated.',
  summary: 'Takes a label off associations of the record.',
  icon: 'tag',
  group: 'CRM',
  reasons: LABEL_REASONS,
  fields,
  compile: ({ label }, action: SingleConnectionAction, context) => {
    const removed = labelFrom(label, 'fields.label', context);
    if (!removed.ok) return misconfigured(removed.problems);
    return (run) => changeLabels(run, { removed: removed.value, applied: null }, action, context);
  },
  examples: [
    {
      shows: 'The child is a company like others again.',
      objectTypeId: '0-2',
      action: { fields: { label: CHILD } },
      known: [associatedAs(CHILD, ['201'])],
      outcome: { outcome: 'SUCCEEDED', next: '2', detail: { objectTypeId: '0-2', associations: 1 } },
    },
    ...labelFailures({ label: CHILD }, CHILD),
  ],
});
