import type { Trigger } from './enrollment.ts';

/** Depth of enrollments by flows, each caused by the one before: beyond this, loops are cut. */
export const CHANGE_DEPTH_MAX = 100;

/** Depth from which enrollments store the flows that led to them: enough to recognise a loop of up to half of the limit. */
export const CHAIN_KEPT_FROM = CHANGE_DEPTH_MAX / 2;

/** The flows that led to what an enrollment in `flowId` does, one by one. */
export function chainThrough(before: Trigger['through'], flowId: string): readonly string[] {
  return [...new Set([...(before ?? []), flowId])];
}
