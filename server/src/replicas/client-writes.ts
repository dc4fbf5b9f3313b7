import { type Caller, gathered, type Log, LruCache, type Sql } from '../platform/index.ts';
import type { Position } from './position.ts';

/** Whose writes are seen in whose reads: those of one token, with the sessions of it, or of all tokens of an app. */
export interface Client {
  readonly accountId: string;
  readonly name: string;
}

export function clientOf({ accountId, tokenId, appId }: Caller): Client {
  return { accountId, name: appId === undefined ? `token ${tokenId}` : `app ${appId}` };
}

/** How far a server must have come for a client, and which server the primary is. */
export interface Floor {
  readonly position: Position;
  readonly startedAt: number;
}

/**
 * A note that a client writes holds for so long: as long counts all that is in the log. Whoever has made it makes no other for half of that,
 * so that what a client writes many times a second costs one note a second.
 */
export const NOTE_MS = 2_000;

/** How long it is known that a client has written; no replica that is read from is as far behind. */
const KEPT_HOURS = 24;

/** Clients whose notes a process keeps in mind. */
const CLIENTS_MAX = 10_000;

/** Whose row is there from the first question on, and says that no other has been lost: PostgreSQL empties the table when it has crashed. */
const EVERYBODY: Client = { accountId: '0', name: '' };

/**
 * That clients write, and how far the log was then, in a table of the primary that is not itself in the log: known to all processes, and gone
 * with the primary. While something is not known, all that is in the log counts.
 */
export class ClientWrites {
  readonly #sql: Sql;
  readonly #log: Log;
  readonly #note: (key: string) => Promise<unknown>;
  /** Until when the notes that this process has made spare it others, by its own clock. */
  readonly #noted = new LruCache<string, number>({ most: CLIENTS_MAX });
  /** Clients whose writes could not be noted. */
  readonly #unnoted = new Set<string>();

  /** `sql`: of the primary. */
  constructor(sql: Sql, log: Log) {
    this.#sql = sql;
    this.#log = log;
    this.#note = gathered(async (keys) => {
      await noteAll(sql, keys.map(clientIn));
      return new Map();
    });
  }

  /** Notes that a client has written, or has been told of something, by now. Never rejects: until it is noted, this process knows. */
  async note(client: Client): Promise<void> {
    const key = keyOf(client);
    const begun = performance.now();
    if ((this.#noted.get(key) ?? 0) > begun) return;
    try {
      await this.#note(key);
      this.#noted.set(key, begun + NOTE_MS / 2);
      this.#unnoted.delete(key);
    } catch (error) {
      this.#unnoted.add(key);
      this.#log.debug({ err: error }, 'a write of a client was not noted');
    }
  }

  /** How far a replica must have come for this client; null while that is not known. Rejects while the primary is away. */
  async floorOf(client: Client): Promise<Floor | null> {
    if (this.#unnoted.has(keyOf(client))) return null;
    const [row] = await this.#sql`
      select (max(position) - '0/0'::pg_lsn)::bigint as position, bool_or(account_id = 0) as "isKept", bool_or(position is null) as "isWriting",
             bool_or(position is null and noted_at < now() - make_interval(secs => ${NOTE_MS / 1_000})) as "hasWritten",
             (${present(this.#sql)} - '0/0'::pg_lsn)::bigint as present, pg_postmaster_start_time() as "startedAt"
      from client_writes
      where (account_id, client) in ((0, ''), (${client.accountId}::bigint, ${client.name}))`;
    const found = row as unknown as FloorRow;
    if (!found.isKept) {
      // What was noted may have been lost just now, by who believes that it holds still: a note of everybody counts as long.
      await noteAll(this.#sql, [EVERYBODY]);
      return this.floorOf(client);
    }
    if (found.hasWritten) void this.#settle(client);
    const position = found.isWriting ? found.present : found.position!;
    return { position: BigInt(position), startedAt: found.startedAt };
  }

  /** Finds out how far the log is of those who have not written any more: all that they wrote is before. */
  async #settle(client: Client): Promise<void> {
    const settled = this.#sql`
      update client_writes set position = ${present(this.#sql)}
      where (account_id, client) in ((0, ''), (${client.accountId}::bigint, ${client.name}))
        and position is null and noted_at < now() - make_interval(secs => ${NOTE_MS / 1_000})`;
    // Another read of the client does it as well.
    await settled.catch(() => undefined);
  }

  /** Notes what could not be, and forgets what was written long ago. */
  async tidy(): Promise<void> {
    for (const key of this.#unnoted) await this.note(clientIn(key));
    await this.#sql`
      delete from client_writes where account_id > 0 and noted_at < now() - make_interval(hours => ${KEPT_HOURS})`;
  }
}

interface FloorRow {
  /** The furthest that is known; null where it is known of nobody. */
  readonly position: string | null;
  readonly isKept: boolean | null;
  readonly isWriting: boolean;
  readonly hasWritten: boolean;
  readonly present: string;
  readonly startedAt: number;
}

const keyOf = ({ accountId, name }: Client) => `${accountId} ${name}`;

function clientIn(key: string): Client {
  const space = key.indexOf(' ');
  return { accountId: key.slice(0, space), name: key.slice(space + 1) };
}

/** Where the log is. What was acknowledged is in its files, but where commits do not wait for that. */
const present = (sql: Sql) => sql`
  case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end`;

async function noteAll(sql: Sql, clients: readonly Client[]): Promise<void> {
  const accountIds = clients.map(({ accountId }) => accountId);
  const names = clients.map(({ name }) => name);
  await sql`
    insert into client_writes (account_id, client, position, noted_at)
    select account_id, client, null, now() from unnest(${accountIds}::bigint[], ${names}::text[]) as noted (account_id, client)
    order by 1, 2
    on conflict (account_id, client) do update set position = null, noted_at = excluded.noted_at`;
}
