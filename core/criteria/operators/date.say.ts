import { monthText, text, textOf, thing } from '../../sentence/index.ts';
import type { SayOperation } from '../wording.ts';

export const sayDate: SayOperation = ({ operator, year, month, day }, name) => {
  const word = textOf(operator) ?? '';
  const said = word.endsWith('BEFORE') ? 'before' : word.endsWith('AFTER') ? 'after' : 'on';
  const date = [textOf(day), monthText(month), textOf(year)].filter(
    (each) => each !== undefined && each !== '',
  );
  const id = [year, month, day].map((each) => textOf(each) ?? '').join('-');
  return [name, text(` is ${said} `), thing('value', id, date.join(' ') || '(no date chosen)')];
};
