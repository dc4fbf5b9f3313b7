import { membersOf, text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayList } from '../parts/say-list.ts';

export const sayRemoveFromList: SayAction = ({ fields }, { names }) => [
  text('Remove from list '),
  sayList(membersOf(fields)['listId'], names),
];
