import { keepPreviousData } from '@tanstack/react-query';
import { query } from '../api/index.ts';
import { bucketOf } from './period.ts';
import type { Period } from './search.ts';

/** What the server takes long to count it keeps for a while, so that the last thing that happened may not be in its answer yet. */
const LOOKS_EVERY_MS = 10_000;

const WATCHED = {
  // Another period is shown in place of the last one, and not of nothing.
  placeholderData: keepPreviousData,
  refetchInterval: LOOKS_EVERY_MS,
};

/** Who is where, and what steps came to. */
export function countsQuery(flowId: string, since: string | undefined) {
  return {
    ...query(
      'GET /millrace/v1/flows/{flowId}/counts',
      { path: { flowId }, query: { since } },
      `flow:${flowId}`,
    ),
    ...WATCHED,
  };
}

export function seriesQuery(flowId: string, period: Period, since: string | undefined) {
  return {
    ...query(
      'GET /millrace/v1/flows/{flowId}/performance',
      { path: { flowId }, query: { bucket: bucketOf(period), from: since } },
      `flow:${flowId}`,
    ),
    ...WATCHED,
  };
}

const GROUPS_MAX = 20;

export function errorsQuery(flowId: string, since: string | undefined) {
  return {
    ...query(
      'GET /millrace/v1/errors',
      {
        query: { flowId, from: since, outcome: 'FAILED', state: 'OPEN', expected: false, limit: GROUPS_MAX },
      },
      `flow:${flowId}`,
    ),
    ...WATCHED,
  };
}
