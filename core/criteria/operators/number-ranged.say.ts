import { missing, type Part, text, textOf, valuePart } from '../../sentence/index.ts';
import type { SayOperation } from '../wording.ts';

export const sayNumberRanged: SayOperation = (operation, name, { names, ...wording }) => {
  const words = { label: '', ...wording.words, type: 'number' };
  const bound = (member: string): Part => {
    const given = textOf(operation[member]);
    return given === undefined || given === '' ? missing('no number') : valuePart(given, words, names);
  };
  const word = operation['operator'] === 'IS_NOT_BETWEEN' ? ' is not between ' : ' is between ';
  return [name, text(word), bound('lowerBound'), text(' and '), bound('upperBound')];
};
