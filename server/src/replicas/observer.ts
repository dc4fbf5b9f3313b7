/**
 * Why a request that a replica could have answered was answered by the primary: no replica is there, or is near enough (`unfit`); none had come to
 * where its client has written (`written`); it would have been refused (`refused`), or could not be answered (`failed`).
 */
export type WhyPrimary = 'unfit' | 'written' | 'refused' | 'failed';

export type ServedBy = { readonly by: 'replica' } | { readonly by: 'primary'; readonly why: WhyPrimary };

/** What is known of a replica at a look. */
export interface SeenReplica {
  readonly name: string;
  readonly isFit: boolean;
  /** How far behind it is; null while that is not known. */
  readonly lagMs: number | null;
}

/** Hears by whom requests were answered. */
export interface ReadObserver {
  served(by: ServedBy): void;
  /** Called once: `seen` tells how the replicas are at any time. */
  watch(seen: () => readonly SeenReplica[]): void;
}
