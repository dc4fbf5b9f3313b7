import { type Given, membersOf, type Part, text, textOf, tokensIn } from '../../../sentence/index.ts';
import type { FlowWording } from '../../wording.ts';

/** A message that is left to somebody, with its text where a field holds one. */
export function sayMessage(verb: string, { fields }: Given, wording: FlowWording): Part[] {
  const { message, body, greeting, text: plain } = membersOf(fields);
  const said = [message, body, greeting, plain]
    .map(textOf)
    .find((each) => each !== undefined && each.trim() !== '');
  return said === undefined ? [text(verb)] : [text(`${verb}: `), ...tokensIn(said, wording)];
}
