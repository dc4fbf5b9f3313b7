import { unknown } from '../condition.ts';
import { id } from '../members.ts';
import { filterKind } from './shape.ts';

/** Parsed and kept; there are no campaigns here. */
export const campaignInfluenced = filterKind({
  filterType: 'CAMPAIGN_INFLUENCED',
  members: { campaignId: id },
  meaning: ({ path }) => unknown('NOT_SUPPORTED', 'there are no campaigns here', path),
  cases: [{ says: 'any campaign', filter: { campaignId: 1 }, met: false, fault: 'NOT_SUPPORTED' }],
});
