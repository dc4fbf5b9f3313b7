import { membersOf, text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayList } from '../parts/say-list.ts';

export const sayAlterList: SayAction = ({ fields }, { names }) => {
  const { operation, list_id } = membersOf(fields);
  return [text(operation === 'REMOVE' ? 'Remove from list ' : 'Add to list '), sayList(list_id, names)];
};
