import { iso, SECOND } from '@millrace/core/time';
import { type AccountId, readAccount } from '../accounts/index.ts';
import { endJob, findJob, type Job, noteProgress } from '../jobs/index.ts';
import { ApiError, type Caller, DatabaseUnavailable, type Db } from '../platform/index.ts';
import type { ClockService } from './clock-service.ts';
import { type Asked, targetOf } from './clock-target.ts';
import { OutOfPatience } from './patience.ts';
import type { TakenClock } from './take-clock.ts';
import { moveTaken, type Progress } from './travel.ts';

/** The kind of job that moves a clock. Its progress is in seconds of the clock. */
export const MOVE_CLOCK = 'MOVE_CLOCK';

/** Progress is told no oftener than this. */
const NOTED_EVERY_MS = 500;

/** What has been settled of a move that is under way. */
interface Place {
  readonly from: string;
  readonly to: string;
}

interface Run {
  readonly job: Job;
  readonly clock: TakenClock;
  readonly caller: Caller | null;
  /** Told when the clock could not be let go: somebody has to go on, or release it, once that is possible. */
  readonly onLeft: () => void;
}

/** Moves a clock that is taken for a job, and lets it go. Never fails: a job that cannot go on ends with the reason, and one whose database is away goes on later. */
export async function runMove(
  service: ClockService,
  accountId: AccountId,
  { job, clock, caller, onLeft }: Run,
): Promise<void> {
  const { store, log } = service;
  const end = (state: 'FAILED', error: string) =>
    store.write(accountId, (unit) => endJob(unit, job.id, { state, error }));
  const notes = new Notes(service, accountId, job);
  const stopWatching = notes.watch();
  try {
    const { timeZone } = await readAccount(service.sql, accountId);
    const place = job.place as Place | null;
    const moved = await moveTaken(service, accountId, {
      // One that goes on has its goal already.
      target: place ? (now) => Math.max(now, Date.parse(place.to)) : targetOf(job.asked as Asked, timeZone),
      patience: () => notes.patience(),
      stillWanted: (db) => notes.stillWanted(db),
      caller,
      note: (progress) => notes.note(progress),
    });
    const { from, to, stops, done, stepByStep } = moved;
    const result = { from: place?.from ?? iso(from), now: iso(to), stops, done, stepByStep };
    await notes.last({ ...moved, at: to }, result);
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return;
    if (error instanceof OutOfPatience) return;
    if (!(error instanceof ApiError))
      log.error({ err: error, accountId, jobId: job.id }, 'a clock could not be moved');
    await end('FAILED', (error as Error).message).catch((failure: unknown) =>
      log.error({ err: failure, accountId, jobId: job.id }, 'the end of a job could not be stored'),
    );
  } finally {
    stopWatching();
    if (!(await clock.letGo())) onLeft();
  }
}

/** What is told of a job on its way, and whether it is still wanted. */
class Notes {
  readonly #service: ClockService;
  readonly #accountId: AccountId;
  readonly #job: Job;
  #notedAt = Number.NEGATIVE_INFINITY;
  #noted = { seconds: 0, stops: 0, done: 0 };
  #isCancelled = false;

  constructor(service: ClockService, accountId: AccountId, job: Job) {
    this.#service = service;
    this.#accountId = accountId;
    this.#job = job;
    this.#noted.seconds = job.done;
  }

  /** Looks now and then whether it has been cancelled, until it is told to stop. */
  watch(): () => void {
    const { sql, log } = this.#service;
    const timer = setInterval(() => {
      findJob(sql, this.#accountId, this.#job.id).then(
        (job) => {
          if (job?.state === 'CANCELLED') this.#isCancelled = true;
        },
        (error: unknown) => {
          if (!(error instanceof DatabaseUnavailable)) log.warn({ err: error }, 'a job could not be read');
        },
      );
    }, NOTED_EVERY_MS);
    return () => clearInterval(timer);
  }

  /** What is cancelled moves nothing any more, however lately it was. */
  async stillWanted(db: Db): Promise<void> {
    const job = await findJob(db, this.#accountId, this.#job.id);
    if (job?.state === 'CANCELLED') this.#isCancelled = true;
    this.patience();
  }

  patience(): void {
    if (this.#isCancelled) throw new OutOfPatience('The job has been cancelled.');
  }

  async note(progress: Progress): Promise<void> {
    if (performance.now() - this.#notedAt < NOTED_EVERY_MS) return;
    await this.#write(progress);
    this.#notedAt = performance.now();
  }

  last(progress: Progress, result: object): Promise<void> {
    return this.#write(progress, result);
  }

  async #write({ from, to, at, stops, done }: Progress, result?: object): Promise<void> {
    const place = (this.#job.place as Place | null) ?? { from: iso(from), to: iso(to) };
    const secondsTo = (then: number) => Math.ceil((then - Date.parse(place.from)) / SECOND);
    const noted = this.#noted;
    this.#noted = { seconds: secondsTo(at), stops, done };
    const isThere = await this.#service.store.write(this.#accountId, (unit) =>
      noteProgress(unit, this.#job.id, {
        done: this.#noted.seconds - noted.seconds,
        total: secondsTo(to),
        outcomes: { INSTANTS: stops - noted.stops, ROWS: done - noted.done },
        ...(result ? { isEnd: true, result } : { next: place }),
      }),
    );
    if (!isThere) this.#isCancelled = true;
  }
}
