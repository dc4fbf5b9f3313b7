/** All sizes are fixed, in pixels: nothing is measured. */

export const CARD = { width: 280, height: 96 } as const;
/** The row of marks at the lower edge of a card, where a drawing has one. */
export const FOOT_HEIGHT = 28;
/** The name at the head of a lane. */
export const LANE = { width: 240, height: 28 } as const;
/** "Go to 7: Send welcome". */
export const JUMP = { width: 240, height: 36 } as const;
export const END_HEIGHT = 24;
/** What stands for the lanes of a collapsed branch. */
export const STUB = { width: 200, height: 36 } as const;

/** Between lanes. */
export const LANE_GAP = 40;
/** Between a card and what follows. */
export const STEP_GAP = 64;
/** From a branch to the names of its lanes, in which its edges fan out. */
export const FAN_GAP = 36;
/** From the name of a lane to its first card. */
export const LANE_HEAD_GAP = 56;
/** Below the longest lane, where edges come together. */
export const MERGE_GAP = 72;
/** From a card, or the name of a lane, to the chip of a jump or the mark of an end. */
export const TAIL_GAP = 52;
/** Between the flow and each part that nothing leads to. */
export const PART_GAP = 120;
