/** Criteria with their verdicts: each filter with the record's value and whether it is met, groups as boxes, and what would have to be different. */
export { CriteriaVerdicts, VerdictIcon } from './criteria-verdicts.tsx';
export { WouldTake } from './would-take.tsx';
