import { z } from 'zod';
import type { Condition } from '../condition.ts';
import { bool } from '../members.ts';
import type { FilterOf } from '../tree.ts';

export const constantFilter = z.object({
  filterType: z.literal('CONSTANT'),
  shouldAccept: bool,
  source: z.string().nullish(),
});

export function constantMeaning({ shouldAccept }: FilterOf<'CONSTANT'>): Condition {
  return { kind: 'CONSTANT', met: shouldAccept };
}
