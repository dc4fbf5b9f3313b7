import { askKind } from './ask-kind.ts';

/**
 * One piece of something that is handed out once: an id for a record, the next turn in a rotation, a slot of a pace.
 * The claim names who asks, so that an action that is run again finds what it was given.
 */
export interface ReservationAsk {
  readonly kind: 'reservation';
  readonly pool: string;
  readonly claim: string;
}

/** Ids of records to be made. */
export const RECORD_IDS = 'record ids';

export const reservation = askKind<ReservationAsk, string>(
  'reservation',
  ({ pool, claim }) => `${pool} ${claim}`,
  ({ pool, claim }) => `${pool} ${claim}`,
);
