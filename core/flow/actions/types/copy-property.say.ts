import { membersOf, objectTypeWords, propertyPart, text, textOf } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

/** The names by which the field names standard types. */
const TYPES: Readonly<Record<string, string>> = {
  CONTACT: '0-1',
  COMPANY: '0-2',
  DEAL: '0-3',
  TICKET: '0-5',
};

export const sayCopyProperty: SayAction = ({ fields }, { names, bearer }) => {
  const { source_property, target_property, target_object } = membersOf(fields);
  const named = textOf(target_object) ?? '';
  const other =
    TYPES[named.toUpperCase()] ?? (named === '' ? bearer : /^\d+-\d+$/.test(named) ? named : null);
  const { singular } = objectTypeWords(other, names);
  const noun = other === null ? named.toLowerCase() : singular;
  return [
    text('Copy '),
    propertyPart(other, source_property, names),
    ...(other === bearer ? [] : [text(` of the associated ${noun}`)]),
    text(' to '),
    propertyPart(bearer, target_property, names),
  ];
};
