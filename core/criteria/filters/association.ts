import * as z from 'zod';
import { associatedMeaning, countedAssociationMembers } from '../associations.ts';
import { not, unknown } from '../condition.ts';
import { listKey, whyNoList } from '../list-key.ts';
import { id } from '../members.ts';
import { sayAssociation } from './association.say.ts';
import { filterKind } from './shape.ts';

const primary = {
  associationCategory: 'HUBSPOT_DEFINED',
  associationTypeId: 1,
  toObjectTypeId: '0-2',
  listId: 7,
};

/** Some (IN_LIST) or no (NOT_IN_LIST) associated record is a member of a list. */
export const association = filterKind({
  filterType: 'ASSOCIATION',
  members: {
    ...countedAssociationMembers,
    listId: id,
    operator: z.enum(['IN_LIST', 'NOT_IN_LIST']).default('IN_LIST'),
    toObjectType: z.string().nullish(),
  },
  meaning(filter) {
    const { listId, operator, path } = filter;
    if (!filter.toObjectTypeId) return associatedMeaning(filter, null);
    const list = listKey(listId);
    if (list === undefined) return unknown('NOT_A_LIST', whyNoList(listId), path);
    const some = associatedMeaning(filter, { kind: 'LIST', list, path });
    return operator === 'IN_LIST' ? some : not(some);
  },
  say: sayAssociation,
  cases: [
    {
      says: 'one of its companies is',
      sentence: 'The contact has an associated company in the list 7',
      filter: { ...primary, operator: 'IN_LIST' },
      contact: { companies: [{ lists: [] }, { lists: ['7'] }] },
      met: true,
    },
    {
      says: 'none of its companies is',
      sentence: 'The contact has no associated company in the list 7',
      filter: { ...primary, operator: 'NOT_IN_LIST' },
      contact: { companies: [{ lists: ['8'] }] },
      met: true,
    },
    {
      says: 'not so many are',
      sentence: 'The contact has at least 2 associated companies in the list 7',
      filter: { ...primary, coalescingRefineBy: { type: 'NUM_OCCURRENCES', minOccurrences: 2 } },
      contact: { companies: [{ lists: ['7'] }, { lists: [] }] },
      met: false,
    },
    {
      says: 'of what type the others are is not said',
      filter: { ...primary, toObjectTypeId: null },
      met: false,
      fault: 'REQUIRED',
    },
    { says: 'no id of a list', filter: { ...primary, listId: 'vip' }, met: false, fault: 'NOT_A_LIST' },
  ],
});
