import { type Config, ConfigError, type Log, type Sql, urlOfEachHost, withinMs } from '../platform/index.ts';
import { type Client, ClientWrites } from './client-writes.ts';
import { isWrite, mayBeGone, type Unfit, whyAgain, whyAway, whyUnfit } from './fitness.ts';
import { Lag } from './lag.ts';
import type { ReadObserver, WhyPrimary } from './observer.ts';
import { type Primary, primaryOf } from './position.ts';
import { REPLICA_SILENT_MS, Replica } from './replica.ts';

/** How often each process looks where the primary and the replicas are. */
export const REPLICA_LOOKS_MS = 1_000;

/** How far behind a replica may be that is read from, unless `MILLRACE_READ_LAG_MS` says otherwise. */
export const READ_LAG_MS = 10_000;

/** Of so many looks one tidies up what clients have written. */
const TIDY_EVERY_LOOKS = 600;

export interface ReplicasOptions {
  /** Of the primary. */
  readonly sql: Sql;
  /** One URL for each replica. */
  readonly urls: readonly string[];
  /** How far behind a replica may be that is read from. */
  readonly lagMs: number;
  readonly log: Log;
  readonly observer: ReadObserver;
}

/** The replicas of a process; undefined where none is set, or where no requests are answered. */
export function openReplicas(
  { readUrl, readLagMs = READ_LAG_MS, role }: Config,
  sql: Sql,
  log: Log,
  observer: ReadObserver,
): Replicas | undefined {
  if (readUrl === undefined || role === 'worker') return undefined;
  return new Replicas({ sql, urls: urlOfEachHost(readUrl), lagMs: readLagMs, log, observer });
}

/**
 * Answers requests that only read at a replica, where one is there, near enough, and has come to where its client has written; at the primary in all
 * other cases. A replica gives only good answers: whatever it refuses or fails at, the primary is asked for.
 */
export class Replicas {
  readonly writes: ClientWrites;
  readonly #options: ReplicasOptions;
  readonly #replicas: readonly Replica[];
  readonly #lag: Lag;
  #startedAt: number | undefined;
  #looking: Promise<void> | undefined;
  #watch: NodeJS.Timeout | undefined;
  #looks = 0;
  #turn = 0;

  constructor(options: ReplicasOptions) {
    this.#options = options;
    this.#replicas = options.urls.map((url) => new Replica(url));
    this.#lag = new Lag(options.lagMs);
    this.writes = new ClientWrites(options.sql, options.log);
    options.observer.watch(() => this.#replicas);
  }

  /** Looks for the first time, and then again and again. Throws a ConfigError when a replica is there and cannot be one. */
  async start(): Promise<void> {
    this.#watch = setInterval(() => void this.look(), REPLICA_LOOKS_MS).unref();
    await this.look();
    for (const { name, unfit } of this.#replicas)
      if (unfit?.isMistake) throw new ConfigError(`MILLRACE_READ_URL (${name}): ${unfit.reason}`);
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    await this.#looking;
    for (const replica of this.#replicas) replica.close();
  }

  /**
   * Runs `work`, which only reads through a routed pool, for a client: at a replica, or at the primary, where it may run a second time. `again` is called
   * before that.
   */
  async answer<T>(client: Client, work: () => Promise<T>, again: () => void = () => undefined): Promise<T> {
    const { observer } = this.#options;
    const found = await this.#answerThere(client, work);
    if ('value' in found) {
      observer.served({ by: 'replica' });
      return found.value;
    }
    observer.served({ by: 'primary', why: found.why });
    again();
    return work();
  }

  async #answerThere<T>(
    client: Client,
    work: () => Promise<T>,
  ): Promise<{ readonly value: T } | { readonly why: WhyPrimary }> {
    const replica = this.#next();
    if (!replica) return { why: 'unfit' };
    try {
      const answered = await replica.read(this.writes.floorOf(client), work);
      return answered.isAnswered ? answered : { why: 'written' };
    } catch (error) {
      const why = whyAgain(error);
      if (why === null) throw error;
      if (why === 'failed') this.#failed(replica, error);
      return { why };
    }
  }

  /** One after the other of those that may be read from. */
  #next(): Replica | undefined {
    const fit = this.#replicas.filter(({ isFit }) => isFit);
    return fit[this.#turn++ % fit.length];
  }

  #failed(replica: Replica, error: unknown): void {
    const level = isWrite(error) ? 'error' : 'debug';
    this.#options.log[level]({ err: error, replica: replica.name }, 'a replica could not answer a request');
    if (mayBeGone(error)) void this.look();
  }

  /** Looks where all are, and says once what has changed. Whoever asks meanwhile waits for the same look. */
  look(): Promise<void> {
    this.#looking ??= this.#lookAtAll().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookAtAll(): Promise<void> {
    const at = performance.now();
    // While the primary is away nobody can say how far it is.
    const primary = await withinMs(REPLICA_SILENT_MS, primaryOf(this.#options.sql)).catch(() => null);
    if (primary === null) return;
    if (primary.startedAt !== this.#startedAt) this.#lag.forget();
    this.#startedAt = primary.startedAt;
    this.#lag.note(primary.position, at);
    await Promise.all(this.#replicas.map((replica) => this.#lookAt(replica, primary)));
    if (this.#looks++ % TIDY_EVERY_LOOKS === 0) await this.writes.tidy().catch(() => undefined);
  }

  async #lookAt(replica: Replica, primary: Primary): Promise<void> {
    const former = replica.position;
    const wasAhead = former !== null && this.#lag.isAhead(former);
    let server: Awaited<ReturnType<Replica['look']>>;
    try {
      server = await replica.look(primary.position);
    } catch (error) {
      replica.lagMs = null;
      replica.position = null;
      return this.#tell(replica, whyAway(error as Error));
    }
    replica.lagMs = server.position === null ? null : this.#lag.of(server.position, server.at);
    replica.position = server.isStandby ? server.position : null;
    const looked = { ...server, lagMs: replica.lagMs, wasAhead };
    this.#tell(replica, whyUnfit(looked, primary, this.#options.lagMs));
  }

  #tell(replica: Replica, unfit: Unfit | null): void {
    const { log } = this.#options;
    const { unfit: before, name } = replica;
    replica.unfit = unfit;
    if (unfit === null) {
      if (before) log.warn({ replica: name }, 'a replica is read from again');
    } else if (!before)
      log.warn(
        { replica: name, reason: unfit.reason },
        'a replica is not read from; the primary answers instead',
      );
  }
}
