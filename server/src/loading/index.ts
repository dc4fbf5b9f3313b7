/**
 * Loads the answers to steps and criteria: records, links, histories, events, lists, reservations, each kind with a constant
 * number of statements. Owns no table. In: asks as data; out: answers in a workspace.
 */
export { answerAsks } from './answer-asks.ts';
export { gather, type Wanted } from './gather.ts';
export { type Past, type ReadAsk, readAsks } from './read-asks.ts';
export { recordRow } from './record-row.ts';
export { imageAt, kindOf, subjectAt, type View } from './subject-at.ts';
export { aroundChange, type Beyond, NOTHING_BEYOND, Timeline } from './timeline.ts';
