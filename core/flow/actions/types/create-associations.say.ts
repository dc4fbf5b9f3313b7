import { membersOf, pluralOf, propertyPart, text, textOf } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

export const sayCreateAssociations: SayAction = ({ fields }, { names, bearer }) => {
  const given = membersOf(fields);
  const other = textOf(given['toObjectType']) ?? null;
  return [
    text(`Associate with ${pluralOf(other, names)} whose `),
    propertyPart(other, given['associatedObjectPropertyNameToMatch'], names),
    text(' is the same as '),
    propertyPart(bearer, given['enrolledObjectPropertyNameToMatch'], names),
  ];
};
