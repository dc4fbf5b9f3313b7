import * as z from 'zod';
import { ID_CHARACTERS_MAX } from './members.ts';

/** `0-1` contact, `0-3` deal, `2-<n>` custom. The account knows whether the type exists. */
export const objectTypeIdSchema = z
  .string()
  .max(ID_CHARACTERS_MAX)
  .regex(/^\d+-\d+$/, { error: 'an object type is written like "0-1" or "2-123456"' });
