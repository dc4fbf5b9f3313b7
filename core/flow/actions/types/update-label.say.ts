import { membersOf, text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayLabel } from '../parts/say-label.ts';

export const sayUpdateLabel: SayAction = ({ fields }, wording) => {
  const { currentLabel, newLabel } = membersOf(fields);
  return [
    text('Change the association label '),
    sayLabel(currentLabel, wording),
    text(' to '),
    sayLabel(newLabel, wording),
  ];
};
