import { flagOf, membersOf, missing, text, textOf, tokensIn } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { plainText } from '../parts/plain-text.ts';

export const sayCreateNote: SayAction = ({ fields }, wording) => {
  const { note_body, pin_note } = membersOf(fields);
  const body = plainText(textOf(note_body) ?? '');
  return [
    text(flagOf(pin_note) ? 'Create and pin a note ' : 'Create a note '),
    ...(body === '' ? [missing('no text')] : tokensIn(body, wording)),
  ];
};
