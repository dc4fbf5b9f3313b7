import { unknown } from '../condition.ts';
import { id } from '../members.ts';
import { sayCampaignInfluenced } from './campaign-influenced.say.ts';
import { filterKind } from './shape.ts';

/** Parsed and kept; there are no campaigns here. */
export const campaignInfluenced = filterKind({
  filterType: 'CAMPAIGN_INFLUENCED',
  members: { campaignId: id },
  meaning: ({ path }) => unknown('NOT_SUPPORTED', 'there are no campaigns here', path),
  say: sayCampaignInfluenced,
  cases: [
    {
      says: 'any campaign',
      sentence: 'The contact was influenced by the campaign 1',
      filter: { campaignId: 1 },
      met: false,
      fault: 'NOT_SUPPORTED',
    },
  ],
});
