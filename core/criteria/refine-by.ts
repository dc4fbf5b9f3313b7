/** Refinements of events: pruning, which selects by time, and coalescing, which sets a number. */
import * as z from 'zod';
import { MAX_YEARS } from './limits.ts';
import { integer, timestamp } from './members.ts';
import { kindOfRefineBy } from './refine-by-kind.ts';
import { endpoint, timePoint } from './time-point.ts';

const comparison = z.enum(['BEFORE', 'AFTER']);
const rangeType = z.enum(['BETWEEN', 'NOT_BETWEEN']);
const IN_A_YEAR = { MINUTES: 525_600, HOURS: 8_760, DAYS: 366, WEEKS: 53, MONTHS: 12, YEARS: 1 };
const count = integer.pipe(z.int().min(0));
const timeOffset = z
  .object({
    amount: count,
    offsetDirection: z.enum(['PAST', 'FUTURE']),
    timeUnit: z.enum(['MINUTES', 'HOURS', 'DAYS', 'WEEKS', 'MONTHS', 'YEARS']),
  })
  .refine(({ amount, timeUnit }) => amount <= MAX_YEARS * IN_A_YEAR[timeUnit], {
    path: ['amount'],
    message: `must span no more than ${MAX_YEARS} years`,
  });
export type TimeOffset = z.output<typeof timeOffset>;

const forms = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ABSOLUTE_COMPARATIVE'), comparison, timestamp }),
  z.object({
    type: z.literal('ABSOLUTE_RANGED'),
    rangeType,
    lowerTimestamp: timestamp,
    upperTimestamp: timestamp,
  }),
  z.object({ type: z.literal('RELATIVE_COMPARATIVE'), comparison, timeOffset }),
  z.object({
    type: z.literal('RELATIVE_RANGED'),
    rangeType,
    lowerBoundOffset: timeOffset,
    upperBoundOffset: timeOffset,
  }),
  z.object({
    type: z.literal('TIME_POINT'),
    operator: z.enum(['IS_BEFORE', 'IS_AFTER']),
    timePoint,
    endpointBehavior: endpoint.default('EXCLUSIVE'),
  }),
  z.object({
    type: z.literal('TIME_RANGED'),
    operator: z.enum(['IS_BETWEEN', 'IS_NOT_BETWEEN']),
    lowerBoundTimePoint: timePoint,
    upperBoundTimePoint: timePoint,
    lowerBoundEndpointBehavior: endpoint.default('INCLUSIVE'),
    upperBoundEndpointBehavior: endpoint.default('INCLUSIVE'),
  }),
  z.object({ type: z.literal('ALL_HISTORY') }),
  z.object({
    type: z.literal('NUM_OCCURRENCES'),
    minOccurrences: count.nullish(),
    maxOccurrences: count.nullish(),
  }),
  z.object({
    type: z.literal('SET_OCCURRENCES'),
    setType: z.enum(['ANY', 'ANY_INCLUDE_EMPTY', 'ALL', 'ALL_INCLUDE_EMPTY', 'NONE', 'NONE_EXCLUDE_EMPTY']),
  }),
]);

export const refineBy = z.preprocess((input) => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const kind = kindOfRefineBy(input);
  return kind === undefined ? input : { ...input, type: kind };
}, forms);

export type RefineBy = z.output<typeof forms>;

/** The refinements that an event branch or an event filter may carry. */
export const refinements = { pruningRefineBy: refineBy.nullish(), coalescingRefineBy: refineBy.nullish() };
