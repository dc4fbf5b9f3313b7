import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DatabaseAddress,
  openDatabase,
  type PoolOptions,
  placeOf,
  REQUEST_LIMITS,
  readingIn,
  type Sql,
  withinMs,
} from '../platform/index.ts';
import type { Floor } from './client-writes.ts';
import { isAnother, type Unfit } from './fitness.ts';
import { originOf, type Position, type Server, serverOf } from './position.ts';

/** Connections to one replica that a process holds at most, besides the one that looks after it. */
const REPLICA_CONNECTIONS = 12;

/** A read waits so long for a replica to come to where its client has written; then the primary answers it. */
export const READ_WAITS_MS = 50;

/** How often it looks meanwhile. */
const READ_LOOKS_MS = 5;

/** Whoever looks how far behind a replica is waits so long for it to come to where the primary was, and looks so often meanwhile. */
const LOOK_WAITS_MS = 250;
const LOOK_EVERY_MS = 10;

/** A replica that says nothing for so long is given up, with the reads that it has in hand. */
export const REPLICA_SILENT_MS = 2_000;

/** What came of a read that was to be answered by a replica. */
export type Answered<T> = { readonly isAnswered: true; readonly value: T } | { readonly isAnswered: false };

/** One server that answers reads, at one of the hosts of `MILLRACE_READ_URL`. */
export class Replica {
  readonly name: string;
  /** As it was at the latest look: why it is not read from, null when it is; undefined before the first. */
  unfit: Unfit | null | undefined;
  lagMs: number | null = null;
  /** Where it was, as a standby. */
  position: Position | null = null;
  readonly #open: (options: PoolOptions) => Sql;
  #reads: Sql;
  #looks: Sql;

  constructor(url: string) {
    const address: DatabaseAddress = { url };
    this.name = placeOf(url);
    this.#open = (options) => openDatabase(address, { servers: 'any', limits: REQUEST_LIMITS, ...options });
    this.#reads = this.#open({ connections: REPLICA_CONNECTIONS });
    this.#looks = this.#open({ connections: 1 });
  }

  get isFit(): boolean {
    return this.unfit === null;
  }

  /**
   * How it is, as soon as it has come to this position, or has not for a while. Rejects when it is away, silent, or lets nobody in; the reads in hand
   * end then.
   */
  async look(position: Position): Promise<Server & { readonly origin: string; readonly at: number }> {
    const looks = this.#looks;
    try {
      return await withinMs(REPLICA_SILENT_MS, this.#lookFor(looks, position));
    } catch (error) {
      this.#breakOff();
      throw error;
    }
  }

  async #lookFor(looks: Sql, position: Position) {
    const origin = await originOf(looks);
    const until = performance.now() + LOOK_WAITS_MS;
    for (;;) {
      const server = await serverOf(looks);
      const at = performance.now();
      const isThere = server.position === null || server.position >= position;
      if (isThere || at > until) return { ...server, origin, at };
      await sleep(LOOK_EVERY_MS);
    }
  }

  /**
   * Runs `work` in one reading transaction there, once it has come to where the client has written. Not answered when it does not come in time. Rejects as
   * `work` does, or when the replica is gone.
   */
  async read<T>(floor: Promise<Floor | null>, work: () => Promise<T>): Promise<Answered<T>> {
    // Whoever waits for a connection longer than for it finds its failure all the same.
    floor.catch(() => undefined);
    const connection = await this.#reads.reserve();
    try {
      const until = performance.now() + READ_WAITS_MS;
      for (let [wanted, server] = await Promise.all([floor, serverOf(connection)]); ; ) {
        if (wanted === null || isAnother(server, wanted)) return { isAnswered: false };
        if (server.position !== null && server.position >= wanted.position) break;
        if (performance.now() > until) return { isAnswered: false };
        await sleep(READ_LOOKS_MS);
        server = await serverOf(connection);
      }
      return { isAnswered: true, value: await connection.read((tx) => readingIn(tx, work)) };
    } finally {
      connection.release();
    }
  }

  close(): void {
    for (const sql of [this.#reads, this.#looks]) sql.abandon();
  }

  /** What waits for an answer has none; new questions are asked on new connections. */
  #breakOff(): void {
    this.close();
    this.#reads = this.#open({ connections: REPLICA_CONNECTIONS });
    this.#looks = this.#open({ connections: 1 });
  }
}
