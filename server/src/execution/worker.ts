import type { AccountId, DueAccount } from '../accounts/index.ts';
import { dueEffects, type EffectHandler, Heartbeat, performDueEffects } from '../effects/index.ts';
import { dueEnrollments, lookAtChanges, lookAtInstants, makeDue, runSweep } from '../enrollments/index.ts';
import { pendingChanges, type Store } from '../history/index.ts';
import type { Log, Sql, Wake, Work } from '../platform/index.ts';
import { dueInstants, runningSweeps } from '../triggers/index.ts';
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

/** Lanes that perform effects side by side: one that waits for a slow receiver holds up the other's less. */
const EFFECT_LANES = 2;

type Job = (accountId: AccountId) => Promise<number>;

/**
 * The lanes of a process: changes and instants are looked at, sweeps go on, due enrollments are advanced, due effects
 * performed, for every account in turn. Nodes are equal: any number of processes may run them on one database.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #lanes: Lane[];
  readonly #heartbeat: Heartbeat;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#heartbeat = new Heartbeat(options.store.sql, options.log);
    this.#lanes = [
      this.#lane('changes', this.changes, pendingChanges),
      this.#lane('instants', this.instants, dueInstants),
      this.#lane('sweeps', this.sweeps, runningSweeps),
      ...many(ENROLLMENT_LANES, () => this.#lane('enrollments', this.enrollments, dueEnrollments)),
      ...many(EFFECT_LANES, () => this.#lane('effects', this.effects, dueEffects)),
    ];
  }

  /** Looks at changes of an account and lets records in. */
  readonly changes: Job = (accountId) => lookAtChanges(this.#options, accountId);

  /** Looks at records of an account again for which an instant has come. */
  readonly instants: Job = (accountId) => lookAtInstants(this.#options, accountId);

  /** Goes on with work over all records of a type: fills lists, enrolls those that match, finds out when to look again. */
  readonly sweeps: Job = (accountId) => runSweep(this.#options, accountId);

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

  /** `due` says, in one cheap query, which accounts have such work and when: all that a lane costs while nothing is due. */
  #lane(work: Work, job: Job, due: (sql: Sql) => Promise<readonly DueAccount[]>): Lane {
    const { store, wake, log } = this.#options;
    return new Lane({
      name: work,
      log,
      onWork: (listener) => wake.on(work, listener),
      work: async () => {
        let done = 0;
        let nextInMs: number | null = null;
        for (const { accountId, inMs } of await due(store.sql)) {
          if (inMs <= 0) done += await job(accountId);
          nextInMs = Math.min(nextInMs ?? Number.POSITIVE_INFINITY, inMs);
        }
        return { done, nextInMs };
      },
    });
  }
}

function many<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
