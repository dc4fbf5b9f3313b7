import { type RecordRef, recordKey } from '@millrace/core/record';
import type { Evaluation } from './evaluation.ts';

/** Lists by id: whether a record is in them. */
export type Memberships = ReadonlyMap<string, boolean>;

interface Moved {
  readonly by: object;
  readonly before: boolean;
  readonly now: boolean;
}

const NOWHERE: Memberships = new Map();

/** The memberships that findings change, in their order, while nothing is written yet: what comes behind sees them as written. */
export class MovedSoFar {
  readonly #ofRecords = new Map<string, Map<string, Moved>>();

  note({ ref, occasion }: Evaluation, listId: string, { before, now }: Pick<Moved, 'before' | 'now'>): void {
    const key = recordKey(ref);
    const lists = this.#ofRecords.get(key) ?? new Map<string, Moved>();
    this.#ofRecords.set(key, lists.set(listId, { by: causeOf(occasion), before, now }));
  }

  /** Undefined where nothing has moved the record. */
  now(ref: RecordRef, listId: string): boolean | undefined {
    return this.#ofRecords.get(recordKey(ref))?.get(listId)?.now;
  }

  /** As of before the occasion of an evaluation. */
  before({ ref, occasion }: Evaluation): Memberships {
    const lists = this.#ofRecords.get(recordKey(ref));
    if (!lists) return NOWHERE;
    const cause = causeOf(occasion);
    return new Map([...lists].map(([id, moved]) => [id, moved.by === cause ? moved.before : moved.now]));
  }
}

function causeOf(occasion: Evaluation['occasion']): object {
  return occasion.kind === 'change' ? occasion.change : occasion;
}
