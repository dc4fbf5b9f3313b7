import { type Given, type Part, text, textOf, thingSaid } from '../sentence/index.ts';
import type { Wording } from './wording.ts';

/** `the contact has submitted Newsletter`; without a form, any. */
export function sayForm({ operator, formId }: Given, { names, subject }: Wording): Part[] {
  const id = textOf(formId);
  const isNot = operator === 'NOT_FILLED_OUT';
  return [
    text(`${subject} ${isNot ? 'has not' : 'has'} submitted `),
    ...(id ? thingSaid('form', id, names) : [text('any form')]),
  ];
}
