import { missing, text, textOf, thing } from '../../sentence/index.ts';
import { sayRefinements } from '../refine-by.say.ts';
import type { SayFilter } from '../wording.ts';

export const sayCta: SayFilter = (filter, wording) => {
  const operator = textOf(filter['operator']) ?? '';
  const name = textOf(filter['ctaName']);
  const has = operator.startsWith('HAS_NOT') ? 'has not' : 'has';
  const did = operator.includes('CLICKED') ? 'clicked' : 'seen';
  const what = operator.endsWith('PLACEMENT') ? 'the placement' : 'the call to action';
  return [
    text(`${wording.subject} ${has} ${did} ${what} `),
    name ? thing('value', name) : missing('none chosen'),
    ...sayRefinements(filter, wording),
  ];
};
