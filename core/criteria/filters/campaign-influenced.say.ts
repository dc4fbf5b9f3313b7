import { text, textOf, thing } from '../../sentence/index.ts';
import type { SayFilter } from '../wording.ts';

export const sayCampaignInfluenced: SayFilter = ({ campaignId }, { subject }) => [
  text(`${subject} was influenced by the campaign `),
  thing('value', textOf(campaignId) || '(no campaign chosen)'),
];
