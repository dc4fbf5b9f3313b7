import { itemsOf, membersOf, text, textOf } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

/** `Run JavaScript: 12 lines, outputs score and tier`. */
export const sayCustomCode: SayAction = ({ runtime, sourceCode, outputFields }) => {
  const language = textOf(runtime) ?? '';
  const name = language.startsWith('NODE') ? 'JavaScript' : language.startsWith('PYTHON') ? 'Python' : 'code';
  const source = (textOf(sourceCode) ?? '').trim();
  const lines = source === '' ? 0 : source.split('\n').length;
  const outputs = itemsOf(outputFields).flatMap((field) => textOf(membersOf(field)['name']) || []);
  const last = outputs.pop();
  const listed = last === undefined ? '' : outputs.length > 0 ? `${outputs.join(', ')} and ${last}` : last;
  const length = lines === 0 ? 'nothing written yet' : lines === 1 ? '1 line' : `${lines} lines`;
  return [
    text(
      `Run ${name}: ${length}${listed ? `, which give ${listed}` : ''}`.replace(
        '1 line, which give ',
        '1 line, which gives ',
      ),
    ),
  ];
};
