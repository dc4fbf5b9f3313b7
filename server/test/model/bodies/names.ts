import fc from 'fast-check';

/** Names in bodies that stand for ids: what is made first is not known when a body is drawn. */
export const BY_HAND = '@list-by-hand';
export const BY_FILTERS = '@list-by-filters';
export const flowName = (index: number) => `@flow-${index}`;

/** What values are written, and read by criteria. */
export const WORDS = ['Bern', 'Ulm'];
/** Written by users, and by flows. */
export const PROPERTIES = ['city', 'state', 'jobtitle'];
export const NUMBER = 'annualrevenue';
export const DATE = 'closedate';
export const PAGES = ['/prices', '/jobs'];

export const PAGE_VISITED = '4-96000';
export const PROPERTY_CHANGED = '4-655002';

export const word = fc.constantFrom(...WORDS);
export const wordOrNone = fc.constantFrom(...WORDS, '');
export const propertyName = fc.constantFrom(...PROPERTIES);
/** One of however many there are. */
export const nth = fc.nat({ max: 11 });

export function pick<T>(among: readonly T[], index: number): T | undefined {
  return among.length === 0 ? undefined : among[index % among.length];
}
