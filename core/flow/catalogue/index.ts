/**
 * The catalogue: what is known of every type of action without running it, as data. Made of the types themselves by
 * `npm run generate`, so that a page can have it without the code that reads and runs actions. Depends on nothing.
 */
export { ELSEWHERE, type Elsewhere, elsewhere } from './elsewhere.ts';
export type { ActionEntry, ActionHead, MemberEntry, NodeType, Output, StoredEntry } from './entry.ts';
export type { FieldKind, NodeMemberKind, Told } from './field-kind.ts';
export { ACTION_GROUPS, type ActionGroup } from './groups.ts';
export { ACTION_HEADS, actionHead } from './heads.ts';
export { actionEntry, CATALOGUE } from './list.ts';
export { optionLabel } from './option-label.ts';
