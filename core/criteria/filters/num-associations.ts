import { associatedMeaning, countedAssociationMembers } from '../associations.ts';
import { sayNumAssociations } from './num-associations.say.ts';
import { filterKind } from './shape.ts';

const primary = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1, toObjectTypeId: '0-2' };
const between = (minOccurrences: number, maxOccurrences: number) => ({
  coalescingRefineBy: { type: 'NUM_OCCURRENCES', minOccurrences, maxOccurrences },
});

/** The number of associated records. */
export const numAssociations = filterKind({
  filterType: 'NUM_ASSOCIATIONS',
  members: countedAssociationMembers,
  meaning: (filter) => associatedMeaning(filter, null),
  say: sayNumAssociations,
  cases: [
    {
      says: 'one is enough',
      sentence: 'The contact has an associated company',
      filter: primary,
      contact: { companies: [{ lists: [] }] },
      met: true,
    },
    { says: 'none', filter: primary, met: false },
    { says: 'none is asked for', filter: { ...primary, ...between(0, 0) }, met: true },
    {
      says: 'more than asked for',
      filter: { ...primary, ...between(0, 1) },
      contact: { companies: [{ lists: [] }, { lists: [] }] },
      met: false,
    },
    {
      says: 'of what type the others are is not said',
      filter: { ...primary, toObjectTypeId: null },
      met: false,
      fault: 'REQUIRED',
    },
  ],
});
