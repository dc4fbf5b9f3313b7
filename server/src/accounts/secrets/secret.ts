import type { Parsed } from '@millrace/core/problem';
import type { EpochMillis } from '@millrace/core/time';
import { z } from 'zod';
import type { Author } from '../../platform/index.ts';

/** Characters of the values of all secrets of an account together, as in the original. */
export const SECRETS_CHARACTERS_MAX = 1_000;

/** A secret without its value. */
export interface Secret {
  readonly name: string;
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
  /** The author of its current value; null for values older than this column. */
  readonly savedBy: Author | null;
}

/** Custom code meets secrets as environment variables, so they are named as such. */
export const secretName = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,99}$/,
    'must be at most 100 letters, digits and underscores, beginning with no digit',
  );

/** Environment variables hold no NUL, and what is not well-formed would come back as something else. */
export const secretBody = z.strictObject({
  value: z
    .string()
    .min(1)
    .max(SECRETS_CHARACTERS_MAX)
    .refine((value) => !value.includes('\0') && value.isWellFormed()),
});

/** The value in a body. Its problems quote nothing of what was sent. */
export function sentValue(body: unknown): Parsed<string> {
  const parsed = secretBody.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data.value };
  const isValue = parsed.error.issues[0]?.path[0] === 'value';
  const problem = isValue
    ? {
        path: 'value',
        code: 'INVALID',
        message: `value must be a text of 1 to ${SECRETS_CHARACTERS_MAX} characters, without NUL.`,
      }
    : {
        path: '',
        code: 'INVALID',
        message: 'The body must be an object with the member value, and no other.',
      };
  return { ok: false, problems: [problem] };
}
