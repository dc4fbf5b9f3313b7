import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { type Account, type AccountId, asAccount, asFlowKeeper, asReader } from '../accounts/index.ts';
import { Slots, type Sql, type Tx, type Wake, type Work } from '../platform/index.ts';
import { everything, type Interest, type InterestOf, nothing } from './interest.ts';
import { ensurePartitions, hasPartitions } from './partitions.ts';

/** One transaction that writes: its connection, its account with the time, and who reads the changes it makes. */
export interface Unit {
  readonly tx: Tx;
  readonly account: Account;
  readonly interest: Interest;
  /** Notes that rows for a lane have been written; the lane is woken once they are committed. */
  wake(work: Work): void;
  /**
   * What records that were merged have become, by their keys, as this unit has found out. To lock what they have become
   * after other records would break the order of locks; so whoever finds one adds it here and throws `BeginAgain`.
   */
  readonly heirs: Map<string, RecordRef>;
}

/** Ends a unit of work that has learned what it should have known before it took locks: it is run once more. */
export class BeginAgain extends Error {
  override readonly name = 'BeginAgain';
  constructor() {
    super('Records keep being merged while they are written to.');
  }
}

/** How often a unit of work begins again; each time it knows of one merge more. */
const BEGINNINGS_MAX = 20;

/**
 * Transactions of a store at a time. Fewer than a pool has connections: when all who write wait for one who does not come to
 * an end, there are connections left for those who only read.
 */
const WRITES_AT_ONCE = 8;

/** Where the product writes: every write of records, flows, enrollments and effects is one unit of work of this store. */
export class Store {
  readonly sql: Sql;
  readonly #wake: Wake;
  readonly #interestOf: InterestOf;
  readonly #slots = new Slots(WRITES_AT_ONCE);

  constructor(sql: Sql, wake: Wake, interestOf: InterestOf) {
    this.sql = sql;
    this.#wake = wake;
    this.#interestOf = interestOf;
  }

  /** Runs `work`, which writes nothing, at one moment of the account. It waits for no write and no save. */
  read<T>(id: AccountId, work: (unit: Unit) => Promise<T>): Promise<T> {
    return asReader(this.sql, id, (tx, account) =>
      work({ tx, account, interest: nothing, wake: () => undefined, heirs: new Map() }),
    );
  }

  /** Runs `work` in a transaction; the lanes it gave rows to are woken after the commit. */
  write<T>(id: AccountId, work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.#slots.in(() => this.#run(asAccount, this.#interestOf, id, work));
  }

  /**
   * Runs `work`, which saves or deletes flows, with no other write of the account beside it. While flows change, every
   * change of a record is looked at: to know who reads what would mean to read all flows at every save.
   */
  writeFlows<T>(id: AccountId, work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.#slots.in(() => this.#run(asFlowKeeper, async () => everything, id, work));
  }

  async #run<T>(
    begin: typeof asAccount,
    interestOf: InterestOf,
    id: AccountId,
    work: (unit: Unit) => Promise<T>,
  ): Promise<T> {
    const heirs = new Map<string, RecordRef>();
    for (let beginning = 1; ; beginning++) {
      const woken = new Set<Work>();
      try {
        const result = await begin(this.sql, id, async (tx, account) => {
          if (!hasPartitions(this.sql, account.now)) return new NewMonth(account.now);
          const interest = await interestOf(tx, account);
          return work({ tx, account, interest, wake: (lane) => woken.add(lane), heirs });
        });
        if (result instanceof NewMonth) {
          await ensurePartitions(this.sql, result.at);
          continue;
        }
        for (const lane of woken) this.#wake.signal(lane);
        return result;
      } catch (error) {
        if (!(error instanceof BeginAgain) || beginning >= BEGINNINGS_MAX) throw error;
      }
    }
  }

  /** Wakes a lane for rows that were committed otherwise. */
  signal(work: Work): void {
    this.#wake.signal(work);
  }
}

/** What a transaction ends with that finds itself in a month without partitions: make them, and begin again. */
class NewMonth {
  readonly at: EpochMillis;
  constructor(at: EpochMillis) {
    this.at = at;
  }
}
