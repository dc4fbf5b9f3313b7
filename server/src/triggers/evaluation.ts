import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { type Beyond, NOTHING_BEYOND } from '../loading/index.ts';
import type { Occasion } from './match.ts';
import type { Reader } from './reader.ts';

/** One evaluation of a record by a reader, on an occasion. */
export interface Evaluation {
  readonly reader: Reader;
  readonly ref: RecordRef;
  readonly occasion: Occasion;
  /** The changes beyond the moment before and the moment after. */
  readonly beyond: { readonly before: Beyond; readonly after: Beyond };
  readonly beforeAt: EpochMillis;
  readonly at: EpochMillis;
  readonly depth: number;
}

/** An evaluation for an instant: the record as it is now, just before the instant and at it. */
export function evaluationAtInstant(reader: Reader, ref: RecordRef, at: EpochMillis): Evaluation {
  const beyond = { before: NOTHING_BEYOND, after: NOTHING_BEYOND };
  return { reader, ref, occasion: { kind: 'instant' }, beyond, beforeAt: at - 1, at, depth: 0 };
}
