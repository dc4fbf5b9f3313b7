/**
 * Problems of an input, in terms that help to mend it: the member by its path, the value in quotes.
 * Every parser of the product returns these; the API carries them in `errors[]`.
 */
export { ARRAY_ITEMS_MAX, OBJECT_MEMBERS_MAX } from './bounds.ts';
export { nearest } from './near.ts';
export { type Parsed, parseInput, parseTolerantly, parseWith } from './parse.ts';
export { pathOf } from './path.ts';
export { atMost, PROBLEMS_TOLD_MAX, type Problem } from './problem.ts';
export { quote } from './quote.ts';
export { numberIn, truthIn } from './tolerance.ts';
export { toldInTime } from './without-cycles.ts';
