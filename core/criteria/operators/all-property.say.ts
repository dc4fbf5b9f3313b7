import { text } from '../../sentence/index.ts';
import type { SayOperation } from '../wording.ts';

export const sayAllProperty: SayOperation = ({ operator }, name) => [
  name,
  text(operator === 'IS_UNKNOWN' || operator === 'IS_BLANK' ? ' is unknown' : ' is known'),
];
