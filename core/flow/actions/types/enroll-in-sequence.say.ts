import { membersOf, missing, propertyPart, text, textOf, thing } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

export const sayEnrollInSequence: SayAction = ({ fields }, { names, bearer }) => {
  const { sequenceId, senderType, userId, contactOwnerProperty } = membersOf(fields);
  const id = textOf(sequenceId);
  const user = textOf(userId);
  const sender =
    senderType === 'CONTACT_OWNER' && textOf(contactOwnerProperty)
      ? [text(', sent by '), propertyPart(bearer, contactOwnerProperty, names)]
      : senderType === 'SPECIFIC_USER' && user
        ? [text(', sent by '), thing('user', user, names.thing('user', user))]
        : [];
  return [text('Enroll in sequence '), id ? thing('value', id) : missing('none chosen'), ...sender];
};
