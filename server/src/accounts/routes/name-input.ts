import { z } from 'zod';

const NAME_CHARACTERS_MAX = 200;

/** A name that a person gives. PostgreSQL keeps no NUL. */
export const nameInput = z
  .string()
  .trim()
  .min(1)
  .max(NAME_CHARACTERS_MAX)
  .refine((name) => !name.includes('\0') && name.isWellFormed(), 'must be text without NUL characters');
