import { z } from 'zod';

/** Options that are taken of one answer. */
const OPTIONS_MAX = 1_000;
const TEXT_CHARACTERS_MAX = 5_000;

const text = z.string().max(TEXT_CHARACTERS_MAX);

const option = z.object({
  value: z.union([text, z.number(), z.boolean()]).transform(String),
  label: text.nullish(),
  description: text.nullish(),
});

export const optionsSchema = z.object({
  options: z.array(option).max(OPTIONS_MAX),
  after: z
    .union([text, z.number()])
    .nullish()
    .transform((after) => (after === null || after === undefined ? undefined : String(after))),
  searchable: z.boolean().nullish(),
});
