import { type RecordRef, recordKey } from '@millrace/core/record';
import type { LoggedChange } from '../history/index.ts';

/** Whether a change lies beyond the evaluated moment. */
export type Beyond = (change: LoggedChange) => boolean;

/** Before and after the change of an id: change ids are drawn in the order of commits for one record. */
export function aroundChange(id: string): { readonly before: Beyond; readonly after: Beyond } {
  const number = BigInt(id);
  return {
    before: (change) => BigInt(change.id) >= number,
    after: (change) => BigInt(change.id) > number,
  };
}

/** The present: nothing lies beyond it. */
export const NOTHING_BEYOND: Beyond = () => false;

/**
 * The changes of records since some change, by which their present images are taken back step by step. Taking back a change
 * that an image does not hold yet leaves it as it is; so reading the log after the images suffices.
 */
export class Timeline {
  readonly #byRecord = new Map<string, LoggedChange[]>();

  /** Forgets everything, to be filled anew. */
  clear(): void {
    this.#byRecord.clear();
  }

  /** The known changes of each of these records since. */
  add(changes: readonly LoggedChange[]): void {
    for (const change of changes) {
      const key = recordKey(change.ref);
      const known = this.#byRecord.get(key);
      if (known) known.push(change);
      else this.#byRecord.set(key, [change]);
    }
  }

  /** The changes of all records. */
  all(): LoggedChange[] {
    return [...this.#byRecord.values()].flat();
  }

  /** Forgets these: they are taken back no more, whichever moment is asked for. */
  settle(ids: ReadonlySet<string>): void {
    if (ids.size === 0) return;
    for (const [key, changes] of this.#byRecord)
      this.#byRecord.set(
        key,
        changes.filter(({ id }) => !ids.has(id)),
      );
  }

  /** The changes of a record, in order. */
  of(ref: RecordRef): readonly LoggedChange[] {
    return this.#byRecord.get(recordKey(ref)) ?? [];
  }

  /** The changes to undo for the record as it was, newest first. */
  undone(ref: RecordRef, beyond: Beyond): readonly LoggedChange[] {
    const changes = this.#byRecord.get(recordKey(ref));
    if (!changes || beyond === NOTHING_BEYOND) return [];
    return changes.filter(beyond).reverse();
  }
}
