/** Answers of the routes of indexes. */
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, instantAnswer } from '../platform/index.ts';
import type { PropertyIndexRow } from '../schema/index.ts';

const indexAnswer = z
  .strictObject({
    id: z.string(),
    objectTypeId: z.string(),
    property: z.string(),
    state: z.enum(['BUILDING', 'READY']).describe('BUILDING: records are looked through until it is READY'),
    values: z.int().describe('Values that it has by now, one for each live record that has one'),
    flows: z
      .array(z.strictObject({ id: z.string(), name: z.string() }))
      .describe('Those that look for records by the property, as far as you may see them'),
    jobId: z.string().describe('The job that builds it, or has; it tells how far that is'),
    createdAt: instantAnswer,
    readyAt: instantAnswer.nullable(),
  })
  .meta({ id: 'PropertyIndex' });

export const indexesAnswer = z.strictObject({ results: z.array(indexAnswer) });

export interface ShownIndex {
  readonly index: PropertyIndexRow;
  readonly values: number;
  readonly flows: readonly { readonly id: string; readonly name: string }[];
}

export function presentIndexes(shown: readonly ShownIndex[]): AnswerOf<typeof indexesAnswer> {
  return {
    results: shown.map(({ index, values, flows }) => {
      const { id, objectTypeId, property, state, jobId, createdAt, readyAt } = index;
      return {
        id,
        objectTypeId,
        property,
        state,
        values,
        flows: flows.map(({ id, name }) => ({ id, name })),
        jobId,
        createdAt: iso(createdAt),
        readyAt: readyAt === null ? null : iso(readyAt),
      };
    }),
  };
}
