import { z } from 'zod';
import { type Condition, unknown } from '../condition.ts';
import { id } from '../members.ts';
import type { FilterOf } from '../tree.ts';

/** Parsed and kept; there are no campaigns here to be influenced by. */
export const campaignInfluencedFilter = z.object({
  filterType: z.literal('CAMPAIGN_INFLUENCED'),
  campaignId: id,
});

export function campaignMeaning({ path }: FilterOf<'CAMPAIGN_INFLUENCED'>): Condition {
  return unknown('NOT_SUPPORTED', 'there are no campaigns here', path);
}
