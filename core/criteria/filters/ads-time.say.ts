import { text } from '../../sentence/index.ts';
import { sayRefinements } from '../refine-by.say.ts';
import type { SayFilter } from '../wording.ts';

export const sayAdsTime: SayFilter = (filter, wording) => [
  text(`${wording.subject} has interacted with an ad`),
  ...sayRefinements(filter, wording),
];
