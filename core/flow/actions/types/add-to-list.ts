import { listAction } from '../parts/change-list.ts';
import { sayAddToList } from './add-to-list.say.ts';

export const addToList = listAction('joinList', {
  id: '0-63809083',
  say: sayAddToList,
  icon: 'list-plus',
  summary: 'Puts the record into a list that is kept by hand.',
  name: 'Add to list',
  says: 'The enrolled record joins a list that is kept by hand. One that is in the list already stays as it is, and the step has succeeded.',
});
