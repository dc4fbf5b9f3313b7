import { z } from 'zod';
import { bool } from '../members.ts';

export const constantFilter = z.object({
  filterType: z.literal('CONSTANT'),
  shouldAccept: bool,
  source: z.string().nullish(),
});
