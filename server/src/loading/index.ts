/**
 * Loads what steps and criteria ask for: records, links, histories, events, lists, reservations, each kind with a constant number of
 * statements. Owns no table. In: asks as data; out: answers in a workspace.
 */
export { answerAsks } from './answer-asks.ts';
export { recordRow } from './record-row.ts';
