import { text } from '../../sentence/index.ts';
import { theOther } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

export const sayComparativeDate: SayOperation = (operation, name, wording) => [
  name,
  text(operation['operator'] === 'IS_AFTER' ? ' is after ' : ' is before '),
  ...theOther(operation, wording),
];
