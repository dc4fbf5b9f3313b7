/** The answers of the routes of lists. */
import { z } from 'zod';
import { instantAnswer, warningAnswer } from '../platform/index.ts';

const glance = {
  listId: z.string(),
  listVersion: z.int(),
  name: z.string(),
  objectTypeId: z.string(),
  processingType: z.enum(['MANUAL', 'SNAPSHOT', 'DYNAMIC']),
  processingStatus: z.enum(['PROCESSING', 'COMPLETE']),
  createdAt: instantAnswer,
  updatedAt: instantAnswer,
  filtersUpdatedAt: instantAnswer.optional(),
  deletedAt: instantAnswer.optional(),
  createdById: z.string().optional(),
  updatedById: z.string().optional(),
  additionalProperties: z.record(z.string(), z.string()),
};

export const listAnswer = z
  .strictObject({
    ...glance,
    size: z.int(),
    membershipSettings: z.looseObject({}).optional(),
    listPermissions: z.looseObject({}).optional(),
    filterBranch: z.unknown().optional().describe('As it was sent, where it was asked for'),
  })
  .meta({ id: 'List' });

/** A list as a search answers it. */
export const foundListAnswer = z.strictObject(glance).meta({ id: 'FoundList' });

export const foundListsAnswer = z.strictObject({
  lists: z.array(foundListAnswer),
  offset: z.int().describe('Where the next page begins'),
  hasMore: z.boolean(),
  total: z.int(),
});

export const createdListAnswer = z.strictObject({
  list: listAnswer,
  warnings: z.array(warningAnswer).optional(),
});

export const listSizesAnswer = z.strictObject({
  editHistory: z.array(instantAnswer),
  sizeHistory: z.array(z.strictObject({ timestamp: instantAnswer, size: z.int() })),
});

/** Either way leads on: `next` is what lies further in the direction that was asked for. */
const neighbour = z.strictObject({
  after: z.string().optional(),
  before: z.string().optional(),
  link: z.string(),
});

export const listMembersAnswer = z.strictObject({
  results: z.array(z.strictObject({ recordId: z.string(), membershipTimestamp: instantAnswer })),
  total: z.int(),
  paging: z.strictObject({ next: neighbour.optional(), prev: neighbour.optional() }).optional(),
});

/** The outcome for the records of a request, spelled as the original spells it. */
export const membersChangedAnswer = z.strictObject({
  recordsIdsAdded: z.array(z.string()),
  recordIdsRemoved: z.array(z.string()),
  recordIdsMissing: z.array(z.string()),
});

export const membershipAnswer = z
  .strictObject({
    listId: z.string(),
    listVersion: z.int(),
    firstAddedTimestamp: instantAnswer,
    lastAddedTimestamp: instantAnswer,
  })
  .meta({ id: 'ListMembership' });

export const membershipsOfRecordAnswer = z.strictObject({
  objectTypeId: z.string(),
  recordId: z.string(),
  recordListMemberships: z.array(membershipAnswer),
});

const folder = z
  .strictObject({
    id: z.int(),
    parentFolderId: z.int(),
    name: z.string().optional().describe('The root has none'),
    createdAt: instantAnswer.optional(),
    updatedAt: instantAnswer.optional(),
    childLists: z.array(z.int()),
    get childNodes() {
      return z.array(folder);
    },
  })
  .meta({ id: 'ListFolder' });

export const folderAnswer = z.strictObject({ folder });

export const idMappingAnswer = z.strictObject({ listId: z.string(), legacyListId: z.string() });

export const idMappingsAnswer = z.strictObject({
  missingLegacyListIds: z.array(z.string()),
  legacyListIdsToIdsMapping: z.array(idMappingAnswer),
});
