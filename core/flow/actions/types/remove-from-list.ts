import { listAction } from '../parts/change-list.ts';
import { sayRemoveFromList } from './remove-from-list.say.ts';

export const removeFromList = listAction('leaveList', {
  id: '0-63863438',
  say: sayRemoveFromList,
  icon: 'list-minus',
  summary: 'Takes the record out of a list that is kept by hand.',
  name: 'Remove from list',
  says: 'The enrolled record leaves a list that is kept by hand. One that is not in the list stays as it is, and the step has succeeded.',
});
