import { type AccountId, type DueRow, dueAccounts } from '../accounts/index.ts';
import type { Performer } from '../effects/index.ts';
import { processChanges } from '../enrollments/index.ts';
import type { Wake } from '../platform/index.ts';
import { Agenda } from './agenda.ts';
import { Crew } from './crew.ts';
import { LANES, type Lane, type LaneEnvironment, type OpenLane } from './lanes/index.ts';
import { Loop } from './loop.ts';
import { UNOBSERVED, type WorkObserver } from './work-observer.ts';

/** A turn that has done so many has probably left some: another loop looks, too. */
const MANY = 100;

export interface WorkerOptions extends Omit<LaneEnvironment, 'observer'> {
  readonly wake: Wake;
  /** Observes the work. */
  readonly observer?: WorkObserver;
}

/** A lane in this process. */
interface Running {
  readonly open: OpenLane;
  readonly crew: Crew;
  readonly unsubscribe: () => void;
}

/**
 * The lanes of a process, each for every account in turn. Nodes are equal: any number of processes may run them on one
 * database.
 */
export class Worker {
  readonly #lanes: ReadonlyMap<string, Running>;

  readonly #environment: LaneEnvironment;

  constructor({ wake, ...options }: WorkerOptions) {
    const environment = { observer: UNOBSERVED, ...options, store: options.store.forLanes() };
    this.#environment = environment;
    this.#lanes = new Map(LANES.map((lane) => [lane.rows.name, running(lane, wake, environment)]));
  }

  /** Does a batch of a lane's due work for an account to its end; returns its size. */
  async run(lane: string, accountId: AccountId): Promise<number> {
    const { open, crew } = this.#lanes.get(lane)!;
    const done = await open.run(accountId);
    if (done > 0) lookAgain(crew);
    return done;
  }

  /** How effects are done here. */
  get performers(): readonly Performer[] {
    return this.#environment.performers;
  }

  /** Does these rows of a stretch of time that is worked at once; returns their number. */
  async pass(lane: string, accountId: AccountId, rows: readonly DueRow[]): Promise<number> {
    return this.#lanes.get(lane)!.open.pass!(accountId, rows);
  }

  /** Evaluates a batch of the changes up to one; returns their number. */
  evaluateThrough(accountId: AccountId, changeId: string): Promise<number> {
    return processChanges(this.#environment, accountId, changeId);
  }

  start(): void {
    for (const { crew } of this.#lanes.values()) for (const loop of crew.loops) loop.start();
  }

  /** Finishes the work in hand and takes no more. */
  async stop(): Promise<void> {
    const lanes = [...this.#lanes.values()];
    for (const { unsubscribe } of lanes) unsubscribe();
    await Promise.all(lanes.map(({ crew }) => crew.stop()));
    for (const { open } of lanes) await open.close?.();
  }
}

function running(lane: Lane, wake: Wake, environment: LaneEnvironment): Running {
  const { rows } = lane;
  const { store, log, observer } = environment;
  const open = lane.open(environment, () => crew.call());
  const begin = open.begin ?? open.run;
  const agenda = new Agenda((among) => dueAccounts(store.sql, rows, among));
  let served: AccountId | undefined;
  /** Whose work the loops have in hand. */
  const inHand: AccountId[] = [];
  const count = lane.loops ?? 1;
  /** One loop is kept for the other accounts, while these have work, too. */
  const isLeftToOthers = (accountId: AccountId) =>
    agenda.isShared && count > 1 && inHand.filter((each) => each === accountId).length >= count - 1;
  const loops = Array.from({ length: count }, () => {
    return new Loop({
      name: rows.name,
      log,
      isDatabaseAway: () => store.sql.availability.isAway,
      onTurn(outcome, seconds) {
        observer.turn(rows.name, outcome, seconds);
        if (outcome === 'done') lookAgain(crew);
      },
      async work() {
        let done = 0;
        const { due, nextInMs } = await agenda.look();
        let isLeft = false;
        if (due.length > 1) crew.callOneMore();
        for (const accountId of beginningAfter(served, due)) {
          if (isLeftToOthers(accountId)) {
            isLeft = true;
            continue;
          }
          inHand.push(accountId);
          const did = await begin(accountId, agenda.isShared).finally(() => {
            inHand.splice(inHand.indexOf(accountId), 1);
            // Whatever becomes of it, what is left is found by asking again.
            agenda.tell(accountId);
          });
          if (did > 0) served = accountId;
          if (did >= MANY) crew.callOneMore();
          done += did;
          if (did > 0 || !open.isFull?.()) isLeft = true;
        }
        return { done, nextInMs: isLeft ? 0 : nextInMs };
      },
    });
  });
  const crew: Crew = new Crew(loops);
  const unsubscribe = wake.on(rows, (account) => {
    agenda.tell(account);
    crew.call();
    // It need not wait for a batch of another account.
    if (account !== null && inHand.length > 0 && !inHand.includes(account)) crew.callOneMore();
  });
  return { open, crew, unsubscribe };
}

/** The account served last comes last, so that none takes all the time. */
function beginningAfter(served: AccountId | undefined, due: readonly AccountId[]): readonly AccountId[] {
  const first = served === undefined ? 0 : due.indexOf(served) + 1;
  return [...due.slice(first), ...due.slice(0, first)];
}

/** Our claimed work is done, or was given back. */
function lookAgain({ loops }: Crew): void {
  for (const loop of loops) loop.lookAgain();
}
