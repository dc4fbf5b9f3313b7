import * as z from 'zod';
import { type Condition, not, unknown } from '../condition.ts';
import { IN_LIST_TYPES, listKey, whyNoList } from '../list-key.ts';
import { id } from '../members.ts';
import { sayInList } from './in-list.say.ts';
import { filterKind } from './shape.ts';

const metadata = z.object({ id: id.nullish(), inListType: z.enum(IN_LIST_TYPES) });

/** Membership of a list. `metadata` comes as an object or as an array of at most one. */
export const inList = filterKind({
  filterType: 'IN_LIST',
  members: {
    listId: id,
    operator: z.enum(['IN_LIST', 'NOT_IN_LIST']).default('IN_LIST'),
    metadata: z.preprocess((given) => (Array.isArray(given) ? given[0] : given), metadata.nullish()),
  },
  meaning({ listId, metadata, operator, path }) {
    const list = listKey(metadata?.id ?? listId, metadata?.inListType);
    if (list === undefined) return unknown('NOT_A_LIST', whyNoList(listId), path);
    const member: Condition = { kind: 'LIST', list, path };
    return operator === 'IN_LIST' ? member : not(member);
  },
  say: sayInList,
  cases: [
    {
      says: 'a member',
      sentence: 'The contact is in the list 7',
      filter: { operator: 'IN_LIST', listId: 7 },
      contact: { lists: ['7'] },
      met: true,
    },
    {
      says: 'a member, without a verb',
      sentence: 'The contact is in the list 7',
      filter: { listId: '7' },
      contact: { lists: ['7'] },
      met: true,
    },
    {
      says: 'a member of another',
      sentence: 'The contact is not in the list 7',
      filter: { operator: 'NOT_IN_LIST', listId: 7 },
      contact: { lists: ['8'] },
      met: true,
    },
    {
      says: 'a record that no flow has enrolled',
      filter: { operator: 'IN_LIST', listId: 7, metadata: [{ id: '9', inListType: 'WORKFLOWS_ACTIVE' }] },
      contact: { lists: ['7', '9'] },
      met: false,
    },
    {
      says: 'no id of a list',
      filter: { operator: 'NOT_IN_LIST', listId: 'vip' },
      met: false,
      fault: 'NOT_A_LIST',
    },
  ],
});
