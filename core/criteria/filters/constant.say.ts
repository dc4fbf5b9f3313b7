import { flagOf, text } from '../../sentence/index.ts';
import type { SayFilter } from '../wording.ts';

export const sayConstant: SayFilter = ({ shouldAccept }) => [
  text(flagOf(shouldAccept) ? 'always true' : 'never true'),
];
