/** Filters: built line by line, said in words, counted and tried on a record while they are written. Loaded when first asked for. */
export { CriteriaBuilder, type CriteriaBuilderProps } from './builder/builder.tsx';
export { EventForm } from './event-form.tsx';
export { type Problem, SurroundingsContext } from './tree/surroundings.ts';
