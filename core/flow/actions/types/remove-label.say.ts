import { membersOf, text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayLabel } from '../parts/say-label.ts';

export const sayRemoveLabel: SayAction = ({ fields }, wording) => [
  text('Remove the association label '),
  sayLabel(membersOf(fields)['label'], wording),
];
