import { actionOf, type RawFlow } from '../../flow-body/index.ts';
import { findActions } from '../commands/index.ts';
import { type Names, sentenceOf, textOf, typeName } from '../say/index.ts';

/** The ids of the actions that are found by what is typed: by their name, their sentence, their number, or any value in them. */
export function findByText(raw: RawFlow, text: string, names: Names): readonly string[] {
  return findActions(raw, text, (id) => {
    const action = actionOf(raw, id)!;
    return `${typeName(action, names)} ${textOf(sentenceOf(action, raw, names))}`;
  });
}
