import { text, textOf, thing } from '../../sentence/index.ts';
import type { SayFilter } from '../wording.ts';

export const saySurveyMonkey: SayFilter = ({ operator, surveyId }, { subject }) => [
  text(`${subject} ${operator === 'HAS_NOT_RESPONDED_TO_SURVEY' ? 'has not' : 'has'} answered the survey `),
  thing('value', textOf(surveyId) || '(none chosen)'),
];
