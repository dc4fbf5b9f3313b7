import { instantOf } from '@millrace/core/property';
import { z } from 'zod';
import { storableText } from '../schema/index.ts';

/** Occurrences that one request may send. */
export const OCCURRENCES_MAX = 500;
/** Properties of one occurrence. */
export const OCCURRENCE_PROPERTIES_MAX = 100;
/** Characters of one value. */
export const EVENT_VALUE_CHARACTERS_MAX = 10_000;

/** Characters of the name of an event or of its property. */
const NAME_CHARACTERS_MAX = 200;
/** Characters of an address, an id, a cookie or a uuid. */
const MARK_CHARACTERS_MAX = 200;

const value = z
  .union([storableText(EVENT_VALUE_CHARACTERS_MAX), z.number(), z.boolean()])
  .nullable()
  .transform((given) => (given === null ? '' : String(given)));

/** ISO 8601, or epoch milliseconds. */
const occurredAt = z.union([z.string(), z.number()]).transform((given, context) => {
  const at = instantOf(String(given));
  if (at === null) {
    context.addIssue({
      code: 'custom',
      message: 'must be a date and time',
      params: { code: 'INVALID_DATE' },
    });
    return z.NEVER;
  }
  return at;
});

const mark = storableText(MARK_CHARACTERS_MAX);

export const occurrenceInput = z.object({
  eventName: storableText(NAME_CHARACTERS_MAX).min(1),
  email: mark.nullish(),
  objectId: z.union([mark, z.number().int().nonnegative().transform(String)]).nullish(),
  utk: mark.nullish(),
  uuid: mark.nullish(),
  occurredAt: occurredAt.nullish(),
  properties: z
    .record(storableText(NAME_CHARACTERS_MAX), value)
    .nullish()
    .transform((properties) => properties ?? {})
    .refine((given) => Object.keys(given).length <= OCCURRENCE_PROPERTIES_MAX, 'has too many members'),
});
export type OccurrenceInput = z.output<typeof occurrenceInput>;

export const occurrenceBatch = z.object({ inputs: z.array(occurrenceInput).max(OCCURRENCES_MAX) });
