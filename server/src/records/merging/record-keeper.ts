import type { RecordRef } from '@millrace/core/record';
import type { Unit } from '../../history/index.ts';

/** The work of another feature on its rows about records, in the transaction that erases or merges them. */
export interface RecordKeeper {
  /** Locks rows that `erase` or `merge` writes and that come before records in the order of locks. */
  lockBefore?(unit: Unit, refs: readonly RecordRef[]): Promise<void>;
  /** The record is erased for good. */
  erase(unit: Unit, ref: RecordRef): Promise<void>;
  /** One record has gone into another of its type. */
  merge(unit: Unit, from: RecordRef, to: RecordRef): Promise<void>;
}
