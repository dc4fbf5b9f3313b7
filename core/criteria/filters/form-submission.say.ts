import { sayRefinements } from '../refine-by.say.ts';
import { sayForm } from '../say-form.ts';
import type { SayFilter } from '../wording.ts';

export const sayFormSubmission: SayFilter = (filter, wording) => [
  ...sayForm(filter, wording),
  ...sayRefinements(filter, wording),
];
