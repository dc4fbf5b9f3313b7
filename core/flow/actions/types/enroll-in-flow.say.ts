import { membersOf, missing, text, textOf, thing } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

export const sayEnrollInFlow: SayAction = ({ fields }, { names }) => {
  const { flow_id, workflow_id } = membersOf(fields);
  const id = textOf(flow_id) || textOf(workflow_id);
  return [
    text('Enroll in workflow '),
    id ? thing('flow', id, names.thing('flow', id)) : missing('none chosen'),
  ];
};
