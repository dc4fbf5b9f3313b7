import { changes } from './changes.ts';
import { effects } from './effects.ts';
import { enrollments } from './enrollments.ts';
import { instants } from './instants.ts';
import type { Lane } from './lane.ts';
import { outcomes } from './outcomes.ts';
import { sweeps } from './sweeps.ts';

export type { Lane, LaneEnvironment, OpenLane } from './lane.ts';

/** What the engine does, in the order in which an account comes to rest soonest: each mostly gives work to those after it. */
export const LANES: readonly Lane[] = [changes, instants, sweeps, outcomes, enrollments, effects];

/** The rows of all of them. */
export const LANE_ROWS = LANES.map(({ rows }) => rows);
