import { missing, text, textOf, thing } from '../../sentence/index.ts';
import { sayRefinements } from '../refine-by.say.ts';
import type { SayFilter } from '../wording.ts';

export const sayPageView: SayFilter = (filter, wording) => {
  const operator = textOf(filter['operator']) ?? '';
  const url = textOf(filter['pageUrl']);
  const has = operator.startsWith('NOT_') ? 'has not' : 'has';
  const how = operator.endsWith('_CONTAINS')
    ? 'a page whose URL contains'
    : operator.endsWith('_MATCHES_REGEX')
      ? 'a page whose URL matches the pattern'
      : 'the page';
  return [
    text(`${wording.subject} ${has} visited ${how} `),
    url ? thing('value', url) : missing('no URL'),
    ...sayRefinements(filter, wording),
  ];
};
