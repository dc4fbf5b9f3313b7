import { z } from 'zod';
import { id } from '../members.ts';

/** Parsed and kept; there are no campaigns here to be influenced by. */
export const campaignInfluencedFilter = z.object({
  filterType: z.literal('CAMPAIGN_INFLUENCED'),
  campaignId: id,
});
