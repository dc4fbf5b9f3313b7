import type { EpochMillis } from '../../../time/index.ts';
import { askKind } from './ask-kind.ts';

/**
 * The next turn of a pace: an instant that nobody else gets, so far behind the one before. The claim names the asking visit, so that an
 * action that runs again finds its turn.
 */
export interface TurnAsk {
  readonly kind: 'turn';
  readonly flowId: string;
  /** The action; empty for a pace of the whole flow. */
  readonly actionId: string;
  readonly gapMs: number;
  /** The first instant that it may be. */
  readonly from: EpochMillis;
  readonly claim: string;
}

/** The turn, or the news that another transaction hands out turns just now. */
export type TurnAnswer = { readonly kind: 'turn'; readonly at: EpochMillis } | { readonly kind: 'busy' };

export const turn = askKind<TurnAsk, TurnAnswer>(
  'turn',
  ({ flowId, actionId, claim }) => `${flowId}/${actionId} ${claim}`,
  ({ from }) => ({ kind: 'turn', at: from }),
);
