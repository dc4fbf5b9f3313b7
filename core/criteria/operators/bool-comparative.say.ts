import { text } from '../../sentence/index.ts';
import { theOther } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

export const sayBoolComparative: SayOperation = (operation, name, wording) => [
  name,
  text(operation['operator'] === 'IS_NOT_EQUAL_TO' ? ' is not the same as ' : ' is the same as '),
  ...theOther(operation, wording),
];
