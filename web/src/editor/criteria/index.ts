/** The builder of criteria: filters as lines that read as sentences, groups as boxes. */
export { CriteriaBuilder } from './builder.tsx';
export { EventLine } from './event-line.tsx';
