import { text, textOf, thing } from '../../sentence/index.ts';
import { sayRefinements } from '../refine-by.say.ts';
import { sayForm } from '../say-form.ts';
import type { SayFilter } from '../wording.ts';

export const sayFormSubmissionOnPage: SayFilter = (filter, wording) => [
  ...sayForm(filter, wording),
  text(' on the page '),
  thing('value', textOf(filter['pageId']) || '(no page chosen)'),
  ...sayRefinements(filter, wording),
];
