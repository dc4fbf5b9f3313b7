/**
 * The parts of answers' descriptions. A folder's `answers.ts` builds its own from these, its routes declare them, and its
 * presenters return `AnswerOf` them, so that the compiler keeps code and description equal. Nothing here runs during a
 * request; the tests check every answer that they see against it (`server/test/support/check-answers.ts`).
 *
 * Objects are strict, so that a description is complete, unless others decide on their members. `.meta({ id })` gives a
 * schema its name in `server/openapi.json`, which a recursive one needs.
 */
import { z } from 'zod';

/** The answer of a schema: read-only all the way down, since stored values are presented as they are. */
export type AnswerOf<S extends z.ZodType> = ReadOnly<z.output<S>>;

type ReadOnly<T> = unknown extends T
  ? T
  : T extends readonly (infer Item)[]
    ? readonly ReadOnly<Item>[]
    : T extends object
      ? keyof Known<T> extends never
        ? { readonly [Member in keyof T]: ReadOnly<T[Member]> }
        : Known<T>
      : T;

/** The named members of a schema: an open one allows others, which an interface need not say. */
type Known<T> = {
  readonly [Member in keyof T as string extends Member ? never : Member]: ReadOnly<T[Member]>;
};

/** The empty answer of an operation. */
export const noContent = { 204: z.undefined() };

/** An instant as `iso` writes it. */
export const instantAnswer = z.iso.datetime();

/** The author of a change, as kept by `authorOf`. */
export const authorAnswer = z
  .strictObject({ tokenId: z.string(), tokenName: z.string().nullable() })
  .meta({ id: 'Author' });

/** A notice beside the result, such as `idNotTaken`. */
export const warningAnswer = z
  .strictObject({
    category: z.string(),
    message: z.string(),
    context: z.record(z.string(), z.array(z.string())),
  })
  .meta({ id: 'Warning' });

/** A whole listing at once. */
export function resultsOf<S extends z.ZodType>(item: S) {
  return z.strictObject({ results: z.array(item) });
}

/** A page of a listing that goes forward, as `page` makes it. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.strictObject({ results: z.array(item), paging: forwardPaging.optional() });
}

const nextPage = z.strictObject({ after: z.string(), link: z.string() });

export const forwardPaging = z.strictObject({ next: nextPage }).meta({ id: 'ForwardPaging' });

/** Neighbours of a page on both sides, as `pageTwoWays` makes them. */
export const paging = z
  .strictObject({
    next: nextPage.optional(),
    prev: z.strictObject({ before: z.string(), link: z.string() }).optional(),
  })
  .meta({ id: 'Paging' });

const errorContext = z.record(z.string(), z.array(z.string()));

export const errorDetail = z
  .strictObject({
    message: z.string().describe('Names the member and quotes the value'),
    code: z.string().optional(),
    in: z.string().optional().describe('The path of the member at fault, such as "actions[2].fields"'),
    subCategory: z.string().optional(),
    context: errorContext.optional(),
  })
  .meta({ id: 'ErrorDetail' });

/** Every refusal and failure, except a route's own. Some members appear only in some of them. */
export const errorAnswer = z
  .looseObject({
    status: z.literal('error'),
    message: z.string().describe('In the words of the original where clients match on them'),
    correlationId: z.string().describe('Also in the header x-hubspot-correlation-id, and in the log'),
    category: z.string().describe('Such as VALIDATION_ERROR, OBJECT_NOT_FOUND or MISSING_SCOPES'),
    subCategory: z.string().optional(),
    errors: z.array(errorDetail).optional(),
    context: errorContext.optional(),
  })
  .meta({ id: 'Error' });

/** Why one input of a batch has no result. */
const batchError = z
  .strictObject({
    status: z.literal('error'),
    category: z.string(),
    subCategory: z.string().optional(),
    message: z.string(),
    context: errorContext.describe('Says which input it was, by its id, its trace id or its place'),
    errors: z.array(errorDetail),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'BatchError' });

/** The answer to a batch. `errors` are those of inputs without a result. */
export function batchAnswerOf<S extends z.ZodType>(result: S) {
  return z.strictObject({
    status: z.literal('COMPLETE'),
    results: z.array(result),
    numErrors: z.int().optional(),
    errors: z.array(batchError).optional(),
    requestedAt: instantAnswer,
    startedAt: instantAnswer,
    completedAt: instantAnswer,
  });
}
