import { alerts } from './alerts.ts';
import { changes } from './changes.ts';
import { effects } from './effects.ts';
import { enrollments } from './enrollments.ts';
import { failures } from './failures.ts';
import { instants } from './instants.ts';
import { jobs } from './jobs.ts';
import { kept } from './kept.ts';
import type { Lane } from './lane.ts';
import { outcomes } from './outcomes.ts';
import { recounts } from './recounts.ts';
import { retention } from './retention.ts';
import { schedules } from './schedules.ts';
import { sweeps } from './sweeps.ts';
import { tallies } from './tallies.ts';

export type { Lane, LaneEnvironment, OpenLane } from './lane.ts';

/** The lanes, in the order that brings an account to rest soonest: each mostly makes work for later ones. */
export const LANES: readonly Lane[] = [
  changes,
  instants,
  schedules,
  kept,
  sweeps,
  recounts,
  jobs,
  outcomes,
  enrollments,
  failures,
  alerts,
  effects,
  tallies,
  retention,
];

/** The rows of all lanes. */
export const ALL_LANE_ROWS = LANES.map(({ rows }) => rows);

/** The rows of the lanes that bring an account to rest. */
export const LANE_ROWS = LANES.filter(({ isBehind }) => !isBehind).map(({ rows }) => rows);
