import { askKind } from './ask-kind.ts';

/**
 * One of a series, each given out once: an id for a record, the next turn in a rotation, a slot of a pace.
 * The claim names the asking visit, so that an action that runs again finds its piece.
 */
export interface ReservationAsk {
  readonly kind: 'reservation';
  readonly pool: string;
  readonly claim: string;
}

/** Ids for new records. */
export const RECORD_IDS = 'record ids';

export const reservation = askKind<ReservationAsk, string>(
  'reservation',
  ({ pool, claim }) => `${pool} ${claim}`,
  ({ pool, claim }) => `${pool} ${claim}`,
);
