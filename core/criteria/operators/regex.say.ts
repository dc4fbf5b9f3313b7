import { flagOf, missing, text, textOf, thing } from '../../sentence/index.ts';
import type { SayOperation } from '../wording.ts';

export const sayRegex: SayOperation = ({ operator, pattern, caseSensitive }, name) => {
  const given = textOf(pattern);
  return [
    name,
    text(operator === 'DOES_NOT_MATCH_REGEX' ? ' does not match the pattern ' : ' matches the pattern '),
    given ? thing('value', given, `/${given}/`) : missing('no pattern'),
    ...(flagOf(caseSensitive) ? [text(' (case-sensitive)')] : []),
  ];
};
