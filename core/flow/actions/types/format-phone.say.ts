import { membersOf, propertyPart, text, textOf } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

export const sayFormatPhone: SayAction = ({ fields }, { names, bearer }) => {
  const { phone_property, target_property } = membersOf(fields);
  return [
    text('Check and format the phone number in '),
    propertyPart(bearer, phone_property, names),
    ...(textOf(target_property) ? [text(' into '), propertyPart(bearer, target_property, names)] : []),
  ];
};
