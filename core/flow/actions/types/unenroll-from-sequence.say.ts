import { text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

export const sayUnenrollFromSequence: SayAction = () => [text('Unenroll from the sequence')];
