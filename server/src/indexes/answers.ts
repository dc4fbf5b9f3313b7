/** Answers of the routes of indexes. */
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, instantAnswer } from '../platform/index.ts';
import type { PropertyIndexRow, SearchIndexRow } from '../schema/index.ts';

export const indexAnswer = z
  .strictObject({
    id: z.string(),
    objectTypeId: z.string(),
    property: z.string(),
    kind: z
      .enum(['LOOK_UP', 'VALUES', 'WORDS'])
      .describe(
        'LOOK_UP: flows find records by a value. VALUES: searches find and sort them by it. WORDS: searches find them by the words in it',
      ),
    state: z
      .enum(['BUILDING', 'READY', 'REMOVED'])
      .describe(
        'BUILDING: records are looked through until it is READY. REMOVED: it is gone, and is not made again unless somebody asks for it',
      ),
    wantedBy: z
      .enum(['FLOWS', 'SEARCHES', 'FILTERS', 'REQUEST'])
      .describe(
        'SEARCHES: the server has made it, since searches missed it again and again. FILTERS: it has, for the filters of a flow or a list, or since counts of filters missed it',
      ),
    values: z
      .int()
      .describe(
        'Entries that it has by now: one for each live record that has a value, or for each choice or word in it',
      ),
    flows: z
      .array(z.strictObject({ id: z.string(), name: z.string() }))
      .describe('Those that look for records by the property, as far as you may see them'),
    jobId: z.string().describe('The job that builds it, or has; it tells how far that is'),
    createdAt: instantAnswer,
    readyAt: instantAnswer.nullable(),
    usedAt: instantAnswer
      .nullable()
      .describe('About when a search or filters went by it last; null where none has, and of look-ups'),
  })
  .meta({ id: 'PropertyIndex' });

export const indexesAnswer = z.strictObject({ results: z.array(indexAnswer) });

export interface ShownIndex {
  readonly index: PropertyIndexRow;
  readonly values: number;
  readonly flows: readonly { readonly id: string; readonly name: string }[];
}

export interface ShownSearchIndex {
  readonly index: SearchIndexRow;
  readonly values: number;
}

export function presentLookUpIndex({ index, values, flows }: ShownIndex): AnswerOf<typeof indexAnswer> {
  return {
    ...common(index, values),
    kind: 'LOOK_UP',
    state: index.state,
    wantedBy: 'FLOWS',
    flows: flows.map(({ id, name }) => ({ id, name })),
    usedAt: null,
  };
}

export function presentSearchIndex({ index, values }: ShownSearchIndex): AnswerOf<typeof indexAnswer> {
  const { kind, state, wantedBy, usedAt } = index;
  return { ...common(index, values), kind, state, wantedBy, flows: [], usedAt: isoOrNull(usedAt) };
}

function common(index: PropertyIndexRow | SearchIndexRow, values: number) {
  const { id, objectTypeId, property, jobId, createdAt, readyAt } = index;
  return {
    id,
    objectTypeId,
    property,
    values,
    jobId,
    createdAt: iso(createdAt),
    readyAt: isoOrNull(readyAt),
  };
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
