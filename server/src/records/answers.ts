/** The answers of the routes of records and their associations. */
import { z } from 'zod';
import { forwardPaging, instantAnswer, warningAnswer } from '../platform/index.ts';
import { associationTypeAnswer } from '../schema/index.ts';

const historyValue = z
  .strictObject({
    value: z.string(),
    timestamp: instantAnswer,
    sourceType: z.string(),
    sourceId: z.string().optional(),
  })
  .meta({ id: 'HistoryValue' });

/** An associated record, by what the older API calls the association. */
export const associatedAnswer = z
  .strictObject({ id: z.string(), type: z.string() })
  .meta({ id: 'AssociatedRecord' });

export const associatedPageAnswer = z.strictObject({
  results: z.array(associatedAnswer),
  paging: forwardPaging.optional(),
});

export const recordAnswer = z
  .strictObject({
    id: z.string(),
    properties: z.record(z.string(), z.string().nullable()),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    archived: z.boolean(),
    archivedAt: instantAnswer.optional(),
    url: z.string().describe("The record's page"),
    propertiesWithHistory: z.record(z.string(), z.array(historyValue)).optional(),
    associations: z.record(z.string(), associatedPageAnswer).optional(),
  })
  .meta({ id: 'Record' });

/** A record just made; a warning says that an id that came with it was not taken. */
export const newRecordAnswer = recordAnswer
  .extend({ warnings: z.array(warningAnswer).optional() })
  .meta({ id: 'NewRecord' });

const trace = { objectWriteTraceId: z.string().optional().describe('As the input was marked') };

export const batchedNewRecordAnswer = newRecordAnswer.extend(trace).meta({ id: 'BatchedNewRecord' });
export const changedRecordAnswer = recordAnswer
  .extend({
    ...trace,
    new: z.boolean().optional().describe('Of an upsert'),
  })
  .meta({ id: 'ChangedRecord' });

export const foundRecordsAnswer = z.strictObject({
  total: z.int(),
  totalRelation: z
    .literal('gte')
    .optional()
    .describe('There are more than the total, which counts no further; limit 0 has all of them counted'),
  results: z.array(recordAnswer),
  paging: z.strictObject({ next: z.strictObject({ after: z.string() }) }).optional(),
});

/** An associated record with every kind of association. */
export const labelledAnswer = z
  .strictObject({ toObjectId: z.int(), associationTypes: z.array(associationTypeAnswer) })
  .meta({ id: 'LabelledRecord' });

export const labelledOfAnswer = z.strictObject({
  from: z.strictObject({ id: z.string() }),
  to: z.array(labelledAnswer),
  paging: forwardPaging.optional(),
});

/** A pair just linked. */
export const linkedAnswer = z
  .strictObject({
    fromObjectTypeId: z.string(),
    fromObjectId: z.int(),
    toObjectTypeId: z.string(),
    toObjectId: z.int(),
    labels: z.array(z.string()),
  })
  .meta({ id: 'LinkedPair' });

const recordId = z.strictObject({ id: z.string() });

/** A pair just linked by its plain association, seen from one end. */
export const defaultLinkAnswer = z
  .strictObject({
    from: recordId,
    to: recordId,
    associationSpec: z.strictObject({
      associationCategory: associationTypeAnswer.shape.category,
      associationTypeId: z.int(),
    }),
  })
  .meta({ id: 'DefaultLink' });

export const namedTypeAnswer = z.strictObject({ id: z.string(), name: z.string() });

export const associatedOfAnswer = z.strictObject({
  from: recordId,
  to: z.array(associatedAnswer),
  paging: forwardPaging.optional(),
});

export const namedLinkAnswer = z.strictObject({ from: recordId, to: recordId, type: z.string() });

/** A call, an email, a meeting, a note or a task; instants are in milliseconds since 1970. */
export const engagementAnswer = z
  .strictObject({
    engagement: z.strictObject({
      id: z.int(),
      portalId: z.int(),
      active: z.boolean(),
      createdAt: z.int(),
      lastUpdated: z.int(),
      ownerId: z.int().optional(),
      type: z.string(),
      timestamp: z.int(),
    }),
    associations: z.record(z.string(), z.array(z.int())),
    attachments: z.array(z.strictObject({ id: z.int() })),
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Engagement' });

export const engagementsAnswer = z.strictObject({
  results: z.array(engagementAnswer),
  hasMore: z.boolean(),
  offset: z.int(),
});
