import type { AccountId, DueAccount } from '../accounts/index.ts';
import { dueEffects, type EffectHandler, EffectStream, Heartbeat } from '../effects/index.ts';
import { lookAtChanges, lookAtInstants, runSweep } from '../enrollments/index.ts';
import { pendingChanges, type Store } from '../history/index.ts';
import { dueEnrollments, makeDue } from '../passages/index.ts';
import type { Log, Sql, Wake, Work } from '../platform/index.ts';
import { dueInstants, runningSweeps } from '../triggers/index.ts';
import { Loop } from './loop.ts';
import { runDue } from './run-due.ts';
import { UNOBSERVED, type WorkObserver } from './work-observer.ts';

export interface WorkerOptions {
  readonly store: Store;
  readonly wake: Wake;
  readonly log: Log;
  readonly handlers: readonly EffectHandler[];
  /** Told of what is done. */
  readonly observer?: WorkObserver;
}

/** Lanes that advance enrollments side by side; PostgreSQL's cores are the limit, not ours. */
const ENROLLMENT_LANES = 2;

type Job = (accountId: AccountId) => Promise<number>;
/** Null: another has the lane of the account, and will wake this one when it is needed. */
type LaneJob = (accountId: AccountId) => Promise<number | null>;

/**
 * The lanes of a process: changes and instants are looked at, sweeps go on, due enrollments are advanced, due effects
 * performed, for every account in turn. Nodes are equal: any number of processes may run them on one database.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #lanes: Loop[];
  readonly #heartbeat: Heartbeat;
  readonly #effects: EffectStream;
  readonly #observer: WorkObserver;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#observer = options.observer ?? UNOBSERVED;
    this.#heartbeat = new Heartbeat(options.store.sql, options.log);
    this.#effects = new EffectStream({
      store: options.store,
      log: options.log,
      handlers: options.handlers,
      holder: this.#heartbeat,
      wakeEnrollments: (unit, woken) => makeDue(unit, woken),
      observe: (performed, seconds) => this.#observer.effect(performed, seconds),
    });
    this.#lanes = [
      this.#lane('changes', this.#changes, pendingChanges),
      this.#lane('instants', this.instants, dueInstants),
      this.#lane('sweeps', this.sweeps, runningSweeps),
      ...many(ENROLLMENT_LANES, () => this.#lane('enrollments', this.enrollments, dueEnrollments)),
      this.#lane('effects', this.#beginEffects, dueEffects),
    ];
  }

  /** Looks at changes of an account and lets records in. */
  readonly changes: Job = async (accountId) => (await this.#changes(accountId)) ?? 0;

  readonly #changes: LaneJob = (accountId) => lookAtChanges(this.#options, accountId);

  /** Looks at records of an account again for which an instant has come. */
  readonly instants: Job = (accountId) => lookAtInstants(this.#options, accountId);

  /** Goes on with work over all records of a type: fills lists, enrolls those that match, finds out when to look again. */
  readonly sweeps: Job = (accountId) => runSweep(this.#options, accountId);

  /** Advances due enrollments of an account. */
  readonly enrollments: Job = async (accountId) => {
    const report = await runDue(this.#options, accountId);
    this.#observer.steps(report.taken);
    return report.enrollments;
  };

  /** Performs due effects of an account, to their end: as many as the process may have in hand. */
  readonly effects: Job = async (accountId) => {
    const { count, done } = await this.#effects.begin(accountId);
    await done;
    return count;
  };

  /** The lane only begins effects: one that takes its time holds up its own slot. */
  readonly #beginEffects: Job = async (accountId) => {
    await this.#effects.slotFree();
    return (await this.#effects.begin(accountId)).count;
  };

  start(): void {
    for (const lane of this.#lanes) lane.start();
  }

  /** Finishes the work in hand and takes no more. */
  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.stop()));
    await this.#effects.drain();
    await this.#heartbeat.stop();
  }

  /** `due` says, in one cheap query, which accounts have such work and when: all that a lane costs while nothing is due. */
  #lane(work: Work, job: LaneJob, due: (sql: Sql) => Promise<readonly DueAccount[]>): Loop {
    const { store, wake, log } = this.#options;
    return new Loop({
      name: work,
      log,
      isDatabaseAway: () => store.sql.availability.isAway,
      onWork: (listener) => wake.on(work, listener),
      onTurn: (outcome, seconds) => this.#observer.turn(work, outcome, seconds),
      work: async () => {
        let done = 0;
        let nextInMs: number | null = null;
        for (const { accountId, inMs } of await due(store.sql)) {
          const did = inMs <= 0 ? await job(accountId) : 0;
          if (did === null) continue;
          done += did;
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
