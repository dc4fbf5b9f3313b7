import type { JobKind } from '../jobs/index.ts';
import { buildIndex, buildSearchIndex, dropIndex, dropSearchIndex } from '../records/index.ts';
import { resumption, steering } from '../steering/index.ts';

/** The list of the kinds of jobs that the lane does. */
export const JOB_KINDS: readonly JobKind[] = [
  resumption,
  steering,
  buildIndex,
  dropIndex,
  buildSearchIndex,
  dropSearchIndex,
];
