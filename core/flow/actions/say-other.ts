import { and, membersOf, type Part, text, textOf, tokensIn } from '../../sentence/index.ts';
import { elsewhere } from '../catalogue/index.ts';
import type { SayAction } from '../wording.ts';

/** Fields that a sentence shows. */
const FIELDS_SAID = 2;

/** Characters of a field that a sentence shows as it is. */
const FIELD_CHARACTERS_MAX = 60;

/** An action of an app, or of a type that does not run here: its name, and some of what it is given. */
export const sayOther: SayAction = (action, wording) => {
  const id = textOf(action['actionTypeId']) || textOf(action['type']) || '';
  const name = wording.names.thing('actionType', id) ?? nameOf(id);
  const fields = Object.entries(membersOf(action['fields'])).flatMap(([field, value]): Part[][] => {
    const given =
      typeof value === 'string' || typeof value === 'number'
        ? textOf(value)
        : textOf(membersOf(value)['staticValue']);
    const isShort = given !== undefined && given.trim() !== '' && given.length <= FIELD_CHARACTERS_MAX;
    return isShort ? [[text(`${field} `), ...tokensIn(given, wording)]] : [];
  });
  const said = fields.slice(0, FIELDS_SAID);
  return [text(name), ...(said.length > 0 ? [text(': '), ...and(said)] : [])];
};

/** The name of a type that is known to be elsewhere; of any other with its id. */
function nameOf(id: string): string {
  const { name } = elsewhere(id);
  if (id === '') return 'An action of no type';
  return name === 'App action' || name === 'Unknown action' ? `${name} ${id}` : name;
}
