import { entryFor, missing, or, text, textOf, textsOf, thing } from '../../sentence/index.ts';
import type { SayFilter } from '../wording.ts';

/** As they write themselves. */
const NETWORKS: Readonly<Record<string, string>> = {
  LINKEDIN: 'LinkedIn',
  FACEBOOK: 'Facebook',
  GOOGLE: 'Google',
};

const WORDS: Readonly<Record<string, string>> = {
  CONTAINS: 'contains',
  IS_EQUAL_TO: 'is',
  STARTS_WITH: 'starts with',
  ENDS_WITH: 'ends with',
};

export const sayAdsSearch: SayFilter = (filter, { subject }) => {
  const { operator, entityType, searchTermType, searchTerms, adNetwork } = filter;
  const entity = (textOf(entityType) || 'ad').toLowerCase().replaceAll('_', ' ');
  const term = (textOf(searchTermType) || 'name').toLowerCase().replaceAll('_', ' ');
  const network = textOf(adNetwork);
  const on =
    network && network !== 'ALL' ? ` on ${entryFor(NETWORKS, network.toUpperCase()) ?? network}` : '';
  const begin = text(`${subject} has interacted with an ad${on} whose ${entity} ${term}`);
  if (operator === 'IS_KNOWN') return [begin, text(' is known')];
  const terms = textsOf(searchTerms).map((each) => [thing('value', each)]);
  return [
    begin,
    text(` ${entryFor(WORDS, operator) ?? 'is'} `),
    ...(terms.length > 0 ? or(terms) : [missing('nothing chosen')]),
  ];
};
