import type {} from '@tanstack/react-query';

/** What the stream tells of; who may hear of a thing is who may read it. */
export type Topic =
  | 'flows'
  | 'errors'
  | 'clock'
  | 'jobs'
  | 'mailbox'
  | 'outbox'
  | `flow:${string}`
  | `enrollment:${string}`
  | `record:${string}/${string}`
  | `records:${string}`;

/** What happened to it. */
export type HintKind =
  | 'flow'
  | 'counts'
  | 'errors'
  | 'enrollment'
  | 'record'
  | 'records'
  | 'mail'
  | 'request'
  | 'clock'
  | 'job';

/** What a query says of itself: with a topic it is asked again whenever the stream tells of that, or only of some of what happens to it. */
export interface LiveMeta extends Record<string, unknown> {
  readonly topic?: Topic;
  readonly hints?: readonly HintKind[];
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: LiveMeta;
  }
}
