import { setTimeout as sleep } from 'node:timers/promises';
import { type CrmSchema, UniqueValueTaken } from '@millrace/core/crm';
import { type RecordRef, World } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { type Account, type AccountId, asAccount, asFlowKeeper, asReader } from '../accounts/index.ts';
import {
  conflict,
  type Hint,
  type Hints,
  Slots,
  type Sql,
  type Tx,
  type Wake,
  type Work,
} from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { everything, type Interest, type InterestOf, nothing } from './interest.ts';
import { ensurePartitions, hasPartitions, isMonthGone } from './partitions.ts';
import { RecordTimes } from './record-times.ts';

/** One writing transaction: its connection, its account with the time, and its records. */
export interface Unit {
  readonly tx: Tx;
  readonly account: Account;
  readonly times: RecordTimes;
  readonly schema: CrmSchema;
  /** The store flushes it before the commit; work cannot forget to. */
  readonly world: World;
  /** The interest of readers in the unit's changes. */
  readonly interest: Interest;
  /** Notes that rows for a lane have been written; the lane is woken once they are committed. */
  wake(work: Work): void;
  /** Notes what people who look at something should hear once it is committed. Asked only while somebody looks at anything of the account. */
  tell(hints: () => readonly Hint[]): void;
  /**
   * Merged records that this unit has met, by key, with their survivors. Locking a survivor after other records would break
   * the order of locks; so work that meets one adds it here and throws `BeginAgain`.
   */
  readonly heirs: Map<string, RecordRef>;
}

/** Ends a unit of work that has learned something needed before its locks: it runs once more. */
export class BeginAgain extends Error {
  override readonly name = 'BeginAgain';
}

/**
 * Retries of a unit of work: after `BeginAgain`, each time knowing one merge more; after another unit took a unique value
 * between its read and its insert, which the next read sees as held; or after a month was gone that was known to be there.
 */
const BEGINNINGS_MAX = 20;

/**
 * Writes one kind of entry in the log of a unit's world, and sends no statement without any. All flushers of a store
 * run at once, in the order in which `roles/flushers.ts` lists them: so their statements travel together.
 */
export type Flusher = (unit: Unit) => Promise<void>;

/** The store's needs from the folders to its right. */
export interface StorePorts {
  readonly interestOf: InterestOf;
  /** Run before the others, all at once; what they write to the world is flushed with the rest. */
  readonly ahead: readonly Flusher[];
  readonly flushers: readonly Flusher[];
  /** Where people are told of what was committed. */
  readonly hints: Hints;
}

/**
 * Transactions of a store at a time. Fewer than a pool has connections: when all writers wait for one that does not end,
 * there are connections left for readers.
 */
const WRITES_AT_ONCE = 8;

/** While a stretch of time is worked at once, a write from outside looks so often whether it is over, and no longer than that. */
const WINDOW_LOOKS_MS = 20;
const WINDOW_WAITS_MS_MAX = 30_000;
/** A stretch takes a second or two: after so long, whoever worked it may be gone. */
const WINDOW_LATE_MS = 5_000;

export interface StoreOptions {
  /** The lanes work on in a stretch of time that is worked at once, each record in its own order; other writes wait for its end. */
  readonly inWindows?: boolean;
  /** Told when a stretch is open for long: somebody may have to go on with it. */
  readonly onLateWindow?: () => void;
}

/** A stretch of time is being worked. */
class WindowOpen extends Error {}

/** The only way to write: every write of records, flows, enrollments and effects is a unit of work of this store. */
export class Store {
  readonly sql: Sql;
  readonly #wake: Wake;
  readonly #ports: StorePorts;
  readonly #slots = new Slots(WRITES_AT_ONCE);

  readonly #options: StoreOptions;

  constructor(sql: Sql, wake: Wake, ports: StorePorts, options: StoreOptions = {}) {
    this.sql = sql;
    this.#options = options;
    this.#wake = wake;
    this.#ports = ports;
  }

  /** Runs `work`, which writes nothing, at one moment of the account. Waits for no write and no save. */
  read<T>(id: AccountId, work: (unit: Unit) => Promise<T>): Promise<T> {
    return asReader(this.sql, id, async (tx, account) =>
      work({
        ...(await beginning(tx, account)),
        interest: nothing,
        wake: () => undefined,
        tell: () => undefined,
        heirs: new Map(),
      }),
    );
  }

  /** Runs `work` in a transaction; the lanes it gave rows to are woken after the commit. */
  write<T>(id: AccountId, work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.#betweenWindows(() => this.#run(asAccount, this.#ports.interestOf, id, work));
  }

  /**
   * Runs `work`, which saves or deletes flows, with no other write of the account beside it. While flows change, every
   * change of a record counts as read: finding the readers would mean reading all flows at every save.
   */
  writeFlows<T>(id: AccountId, work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.#betweenWindows(() => this.#run(asFlowKeeper, async () => everything, id, work));
  }

  /**
   * A write from outside has one time, and must not come between the rows of a record that are worked at later ones: it waits, without a slot,
   * until the clock stands again.
   */
  async #betweenWindows<T>(write: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    let isLate = false;
    for (;;) {
      try {
        return await this.#slots.in(write);
      } catch (error) {
        if (!(error instanceof WindowOpen)) throw error;
        const waited = performance.now() - begun;
        if (waited > WINDOW_WAITS_MS_MAX)
          throw conflict(
            `The clock is being moved: nothing was written within ${WINDOW_WAITS_MS_MAX / 1_000} s. Try again when it has arrived.`,
          );
        if (waited > WINDOW_LATE_MS && !isLate) {
          isLate = true;
          this.#options.onLateWindow?.();
        }
        await sleep(WINDOW_LOOKS_MS);
      }
    }
  }

  async #run<T>(
    begin: typeof asAccount,
    interestOf: InterestOf,
    id: AccountId,
    work: (unit: Unit) => Promise<T>,
  ): Promise<T> {
    const heirs = new Map<string, RecordRef>();
    for (let tries = 1; ; tries++) {
      const woken = new Set<Work>();
      const told: Hint[] = [];
      try {
        const result = await begin(this.sql, id, async (tx, account) => {
          if (account.windowEnd !== null && !this.#options.inWindows) throw new WindowOpen();
          if (!hasPartitions(this.sql, account.now)) return new NewMonth(account.now);
          const interest = await interestOf(tx, account);
          const wake = (lane: Work) => woken.add(lane);
          const tell = (hints: () => readonly Hint[]) => {
            if (this.#ports.hints.isWatched(id)) told.push(...hints());
          };
          const unit = { ...(await beginning(tx, account)), interest, wake, tell, heirs };
          const done = await work(unit);
          await Promise.all(this.#ports.ahead.map((flush) => flush(unit)));
          await Promise.all(this.#ports.flushers.map((flush) => flush(unit)));
          return done;
        });
        if (result instanceof NewMonth) {
          await ensurePartitions(this.sql, result.at);
          continue;
        }
        for (const lane of woken) this.#wake.signal(lane, id);
        if (told.length > 0) this.#ports.hints.tell(id, told);
        return result;
      } catch (error) {
        const isStale =
          error instanceof BeginAgain || error instanceof UniqueValueTaken || isMonthGone(this.sql, error);
        if (!isStale || tries >= BEGINNINGS_MAX) throw error;
      }
    }
  }

  /** The same for lanes, which work on in a stretch of time that is worked at once. */
  forLanes(): Store {
    return new Store(this.sql, this.#wake, this.#ports, { inWindows: true });
  }

  /** Wakes a lane for rows of an account that were committed elsewhere. */
  signal(work: Work, account: AccountId): void {
    this.#wake.signal(work, account);
  }
}

/** A transaction with the account's schema, and an empty world. */
async function beginning(
  tx: Tx,
  account: Account,
): Promise<Pick<Unit, 'tx' | 'account' | 'times' | 'schema' | 'world'>> {
  const schema = await loadSchema(tx, account.id, account.schemaVersion);
  return { tx, account, times: new RecordTimes(account.now), schema, world: emptyWorld(schema) };
}

/** A world that stamps "last modified" under the names of each object type. */
export function emptyWorld(schema: CrmSchema): World {
  return new World((objectTypeId) => ({ modified: schema.objectType(objectTypeId)?.modifiedNames ?? [] }));
}

/** Ends a transaction in a month without partitions: make them, and begin again. */
class NewMonth {
  readonly at: EpochMillis;
  constructor(at: EpochMillis) {
    this.at = at;
  }
}
