/**
 * The catalogue: what is known of every type of action without running it, as data. Made of the types themselves by
 * `npm run generate`, so that a page can have it without the code that reads and runs actions. Depends on nothing.
 */
export { ELSEWHERE, type Elsewhere, elsewhere } from './elsewhere.ts';
export type { ActionEntry, MemberEntry, NodeType, Output } from './entry.ts';
export type { FieldKind, NodeMemberKind, Told } from './field-kind.ts';
export { actionEntry } from './find.ts';
export { CATALOGUE } from './generated.ts';
export { ACTION_GROUPS, type ActionGroup } from './groups.ts';
export { optionLabel } from './option-label.ts';
