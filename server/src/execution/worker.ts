import { type AccountId, listAccounts, readAccount } from '../accounts/index.ts';
import { type EffectHandler, Heartbeat, nextEffectDue, performDueEffects } from '../effects/index.ts';
import { lookAtChanges, makeDue, nextEnrollmentDue } from '../enrollments/index.ts';
import type { Store } from '../history/index.ts';
import type { Log, Sql, Wake, Work } from '../platform/index.ts';

import { Lane } from './lane.ts';
import { runDue } from './run-due.ts';

export interface WorkerOptions {
  readonly store: Store;
  readonly wake: Wake;
  readonly log: Log;
  readonly handlers: readonly EffectHandler[];
}

/** Lanes that advance enrollments side by side; PostgreSQL's cores are the limit, not ours. */
const ENROLLMENT_LANES = 2;

type Job = (accountId: AccountId) => Promise<number>;

/**
 * The lanes of a process: changes are looked at, due enrollments advanced, due effects performed, for every account in
 * turn. Nodes are equal: any number of processes may run them on one database.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #lanes: Lane[];
  readonly #heartbeat: Heartbeat;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#heartbeat = new Heartbeat(options.store.sql, options.log);
    this.#lanes = [
      this.#lane('changes', this.changes, async () => null),
      ...Array.from({ length: ENROLLMENT_LANES }, () =>
        this.#lane('enrollments', this.enrollments, nextEnrollmentDue),
      ),
      this.#lane('effects', this.effects, nextEffectDue),
    ];
  }

  /** Looks at changes of an account and lets records in. */
  readonly changes: Job = (accountId) => lookAtChanges(this.#options, accountId);

  /** Advances due enrollments of an account. */
  readonly enrollments: Job = async (accountId) => (await runDue(this.#options, accountId)).enrollments;

  /** Performs due effects of an account. */
  readonly effects: Job = (accountId) =>
    performDueEffects(
      {
        store: this.#options.store,
        log: this.#options.log,
        handlers: this.#options.handlers,
        holder: this.#heartbeat,
        wakeEnrollments: (unit, woken) => makeDue(unit, woken),
      },
      accountId,
    );

  start(): void {
    for (const lane of this.#lanes) lane.start();
  }

  /** Finishes the work in hand and takes no more. */
  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.stop()));
    await this.#heartbeat.stop();
  }

  #lane(work: Work, job: Job, nextDue: (sql: Sql, accountId: AccountId) => Promise<number | null>): Lane {
    const { store, wake, log } = this.#options;
    return new Lane({
      name: work,
      log,
      onWork: (listener) => wake.on(work, listener),
      work: async () => {
        let done = 0;
        let nextInMs: number | null = null;
        for (const accountId of await listAccounts(store.sql)) {
          const count = await job(accountId);
          done += count;
          if (count > 0) continue;
          const due = await nextDue(store.sql, accountId);
          if (due === null) continue;
          const { now } = await readAccount(store.sql, accountId);
          nextInMs = Math.min(nextInMs ?? Number.POSITIVE_INFINITY, due - now);
        }
        return { done, nextInMs };
      },
    });
  }
}
