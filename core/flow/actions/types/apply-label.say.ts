import { membersOf, text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayLabel } from '../parts/say-label.ts';

export const sayApplyLabel: SayAction = ({ fields }, wording) => [
  text('Add the association label '),
  sayLabel(membersOf(fields)['label'], wording),
];
