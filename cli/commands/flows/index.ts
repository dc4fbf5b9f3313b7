/** `millrace flows`: what flows there are, and whether they are on. */
import { group } from '../group.ts';
import { flowsList } from './list.ts';
import { flowsPause } from './pause.ts';
import { flowsResume } from './resume.ts';
import { flowsShow } from './show.ts';
import { flowsOff, flowsOn } from './turn.ts';

export const flows = group({
  name: 'flows',
  summary: 'list flows, read one, turn it on or off, pause it',
  description: 'The flows of the account. A flow is named by its id, or by its name where only one bears it.',
  commands: [flowsList, flowsShow, flowsOn, flowsOff, flowsPause, flowsResume],
});
