/** Enrollments whose next move is looked at in one preview; of more, the first ones by the time of entering. */
export const LOOKED_MAX = 20_000;
/** Enrollments looked at in one go. */
export const LOOKED_AT_ONCE = 1_000;
/** Enrollments shown for each fate at an action. */
export const SHOWN_MAX = 5;
