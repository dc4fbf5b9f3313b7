import { type EpochMillis, MINUTE } from '@millrace/core/time';
import { LruCache } from '../../platform/index.ts';
import type { WantedIndex } from '../search/probes.ts';

/** Searches within an hour that miss an index until it is made. */
export const SEARCHES_UNTIL_INDEX = 10;
const MISSED_WITHIN_MS = 60 * MINUTE;
/** Uses of an index are noted so often. */
const NOTED_EVERY_MS = 60 * MINUTE;
/** Properties and indexes that a process keeps in mind. */
const KEPT_MAX = 10_000;

/** What searches miss, and what they go by; as far as this process has seen. */
export class SearchDemand {
  readonly #missed = new LruCache<string, { readonly since: number; readonly times: number }>({
    most: KEPT_MAX,
  });
  readonly #noted = new LruCache<string, number>({ most: KEPT_MAX });

  /** Counts a search that missed indexes; answers those that have been missed often enough. `place` names the account and the type. */
  miss(place: string, missing: readonly WantedIndex[], now = performance.now()): readonly WantedIndex[] {
    const distinct = new Map(missing.map((wanted) => [`${place} ${wanted.kind} ${wanted.property}`, wanted]));
    return [...distinct].flatMap(([key, wanted]) => {
      const known = this.#missed.get(key);
      const isOld = known === undefined || now - known.since > MISSED_WITHIN_MS;
      const times = isOld ? 1 : known.times + 1;
      if (times < SEARCHES_UNTIL_INDEX) {
        this.#missed.set(key, { since: isOld ? now : known.since, times });
        return [];
      }
      this.#missed.set(key, { since: now, times: 0 });
      return [wanted];
    });
  }

  /** The indexes whose use is to be noted by now, in the account's time. */
  use(indexIds: readonly string[], now: EpochMillis): readonly string[] {
    const due = indexIds.filter((id) => {
      const at = this.#noted.get(id);
      return at === undefined || Math.abs(now - at) > NOTED_EVERY_MS;
    });
    for (const id of due) this.#noted.set(id, now);
    return due;
  }
}
