/**
 * What would have to be different for criteria to say the opposite of a record: from an explanation, the smallest sets of places whose
 * verdict would have to turn. Explanation in, ways out; how they are said is in `sentences/say-turning.ts`.
 */
export { turningOf } from './turning.ts';
export type { Turn, Turning, Wanted, Way } from './way.ts';
