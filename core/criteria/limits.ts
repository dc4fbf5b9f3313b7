/** Limits of a criteria tree; a tree beyond one is refused with a problem that names the place. */

/** Levels of branches, the root counted. */
export const MAX_DEPTH = 20;
/** Filters in one tree, those inside event and association branches counted. */
export const MAX_FILTERS = 250;
/** Branches in one tree, the root counted. */
export const MAX_BRANCHES = 500;
/** Parts written in one branch, empty ones too; more are not looked at one by one. */
export const MAX_PARTS = 1_000;
/** Values in one filter. */
export const MAX_VALUES = 10_000;
/** Characters of one wanted value. */
export const MAX_VALUE_LENGTH = 65_536;
/** Characters of a regular expression. */
export const MAX_PATTERN_LENGTH = 1_000;
/** Hours, minutes, seconds or milliseconds that an offset may span. */
export const MAX_OFFSET = 10_000_000;
/** Years that an offset may span; days, weeks, months and quarters no more than that. */
export const MAX_YEARS = 1_000;
