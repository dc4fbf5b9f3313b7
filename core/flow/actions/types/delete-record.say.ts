import { objectTypeWords, text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

export const sayDeleteRecord: SayAction = (_, { names, bearer }) => [
  text(`Delete the ${objectTypeWords(bearer, names).singular}`),
];
