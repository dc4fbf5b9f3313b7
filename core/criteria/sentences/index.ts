/**
 * Sentences: criteria as people read them. A tree as it was sent, or as it was parsed, and the names of what it mentions in; parts
 * out, each with the `path` of the line that it is of. Nothing behind this door reads, compiles or runs criteria.
 */

export { EVENT_PROPERTY_WORDS, EVENT_WORDS } from '../event-words.ts';
export { sayEvent } from '../say-event.ts';
export { clauseOf, type Spoken, sayCriteria, sayEventBranch } from './say-criteria.ts';
export { sayLine } from './say-line.ts';
export { type SaidNode, sayNodes } from './say-nodes.ts';
export { type SaidTurn, type SaidTurning, type SaidWay, sayTurning } from './say-turning.ts';
export { wordingOf } from './wording-of.ts';
