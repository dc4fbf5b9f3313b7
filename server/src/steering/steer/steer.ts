import type { CandidateFilter } from '../../passages/index.ts';
import type { Time } from '../../pauses/index.ts';

/** What is to be done with each enrollment. */
export type Doing =
  | { readonly type: 'UNENROLL' }
  | { readonly type: 'PAUSE'; readonly time: Time; readonly reason: string | null }
  | { readonly type: 'RESUME'; readonly perMinute: number }
  | { readonly type: 'SKIP_WAIT' }
  | { readonly type: 'JUMP'; readonly actionId: string }
  | { readonly type: 'RETRY' };

/** Which enrollments, of which flows, and what is to be done with them. */
export interface Steer {
  readonly do: Doing;
  readonly flowIds: readonly string[];
  readonly filter: CandidateFilter;
  /** The record is in this list now, and meets these criteria. */
  readonly listId: string | null;
  readonly filterBranch: unknown;
}
