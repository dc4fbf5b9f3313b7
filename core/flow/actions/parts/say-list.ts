import { missing, type Names, type Part, textOf, thing } from '../../../sentence/index.ts';

/** A list that an action names. */
export function sayList(listId: unknown, names: Names): Part {
  const id = textOf(listId);
  return id === undefined || id === ''
    ? missing('no list chosen')
    : thing('list', id, names.thing('list', id));
}
