import { membersOf, text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayList } from '../parts/say-list.ts';

export const sayAddToList: SayAction = ({ fields }, { names }) => [
  text('Add to list '),
  sayList(membersOf(fields)['listId'], names),
];
