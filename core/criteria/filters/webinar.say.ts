import { text, textOf, thing } from '../../sentence/index.ts';
import type { SayFilter } from '../wording.ts';

export const sayWebinar: SayFilter = ({ operator, webinarId }, { subject }) => {
  const word = textOf(operator) ?? '';
  const id = textOf(webinarId);
  const has = word.startsWith('NOT_') ? 'has not' : 'has';
  const did = word.endsWith('ATTENDANCE') ? 'attended' : 'registered for';
  return [
    text(`${subject} ${has} ${did} `),
    ...(id ? [text('the webinar '), thing('value', id)] : [text('any webinar')]),
  ];
};
