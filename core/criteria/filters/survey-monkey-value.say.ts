import { text, textOf, thing } from '../../sentence/index.ts';
import type { SayFilter } from '../wording.ts';

export const saySurveyMonkeyValue: SayFilter = (filter, { subject, operation }) => [
  text(`${subject} has answered the question `),
  thing('value', textOf(filter['surveyQuestion']) || '(none chosen)'),
  text(' of the survey '),
  thing('value', textOf(filter['surveyId']) || '(none chosen)'),
  text(', and '),
  ...operation(filter['valueComparison'], text('the answer'), undefined),
];
