import { text } from '../../sentence/index.ts';
import { sayAssociated } from '../say-associated.ts';
import { sayList } from '../say-list.ts';
import type { SayFilter } from '../wording.ts';

/** `the contact has an associated company that is in Customers`. */
export const sayAssociation: SayFilter = (filter, wording) => [
  ...sayAssociated(filter, filter['operator'] === 'NOT_IN_LIST', wording),
  text(' in the list '),
  sayList(filter['listId'], wording.names),
];
