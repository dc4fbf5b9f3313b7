import { type Caller, gathered, type Log, type Row, type Sql } from '../platform/index.ts';
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

/** How long it is known that a client has written; no replica that is read from is as far behind. */
const KEPT_HOURS = 24;

/** Whose row is there from the first question on, and says that no other has been lost: PostgreSQL empties the table when it has crashed. */
const EVERYBODY: Client = { accountId: '0', name: '' };

/**
 * How far the log was when clients had last written something, in a table of the primary that is not itself in the log: known to all processes, and gone
 * with the primary. While it is not known, everything up to the present counts.
 */
export class ClientWrites {
  readonly #sql: Sql;
  readonly #log: Log;
  readonly #note: (key: string) => Promise<unknown>;
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
    try {
      await this.#note(key);
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
      select (max(position) - '0/0'::pg_lsn)::bigint as position, bool_or(account_id = 0) as "isKept",
             pg_postmaster_start_time() as "startedAt"
      from client_writes
      where (account_id, client) in ((0, ''), (${client.accountId}::bigint, ${client.name}))`;
    if (row!['isKept'] === true) return floorIn(row!);
    await noteAll(this.#sql, [EVERYBODY]);
    return this.floorOf(client);
  }

  /** Notes what could not be, and forgets what was written long ago. */
  async tidy(): Promise<void> {
    for (const key of this.#unnoted) await this.note(clientIn(key));
    await this.#sql`
      delete from client_writes where account_id > 0 and noted_at < now() - make_interval(hours => ${KEPT_HOURS})`;
  }
}

function floorIn(row: Row): Floor {
  return {
    position: BigInt(row['position'] as string),
    startedAt: row['startedAt'] as number,
  };
}

const keyOf = ({ accountId, name }: Client) => `${accountId} ${name}`;

function clientIn(key: string): Client {
  const space = key.indexOf(' ');
  return { accountId: key.slice(0, space), name: key.slice(space + 1) };
}

/** What was acknowledged is in the log's files, but where commits do not wait for that. */
async function noteAll(sql: Sql, clients: readonly Client[]): Promise<void> {
  await sql`
    insert into client_writes (account_id, client, position, noted_at)
    select account_id, client,
           case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end, now()
    from unnest(${clients.map(({ accountId }) => accountId)}::bigint[], ${clients.map(({ name }) => name)}::text[]) as noted (account_id, client)
    order by 1, 2
    on conflict (account_id, client) do update
    set position = greatest(client_writes.position, excluded.position), noted_at = excluded.noted_at`;
}
