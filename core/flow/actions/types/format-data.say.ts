import { membersOf, missing, text, textOf, tokensIn } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

export const sayFormatData: SayAction = ({ fields }, wording) => {
  const template = textOf(membersOf(fields)['template']) ?? '';
  return [
    text('Compute '),
    ...(template.trim() === '' ? [missing('nothing written yet')] : tokensIn(template, wording)),
  ];
};
