import { missing, type Names, type Part, textOf, thing } from '../../../sentence/index.ts';

/** A marketing email that an action names. */
export function sayEmail(emailId: unknown, names: Names): Part {
  const id = textOf(emailId);
  return id === undefined || id === ''
    ? missing('no email chosen')
    : thing('email', id, names.thing('email', id));
}
