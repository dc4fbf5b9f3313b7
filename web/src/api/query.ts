import type { Operations } from '@millrace/client';
import { queryOptions } from '@tanstack/react-query';
import { type Answer, call, type Given } from './client.ts';
import type { Topic } from './topics.ts';

/**
 * A query of one GET operation, cached under its name and what it was given. `topic` names what the stream tells of: with one it is asked
 * again only when the stream says so.
 */
export function query<O extends keyof Operations & `GET ${string}`>(
  operation: O,
  given: Given<O>,
  topic?: Topic,
) {
  const ask = call as (operation: O, given: Given<O>, signal: AbortSignal) => Promise<Answer<O>>;
  return queryOptions({
    queryKey: [operation, given] as const,
    queryFn: ({ signal }) => ask(operation, given, signal),
    ...(topic === undefined ? {} : { meta: { topic } }),
  });
}
