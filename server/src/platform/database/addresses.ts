import type { ClientConfig } from 'pg';

/** The address of the database: a URL, or the socket of the embedded one. */
export type DatabaseAddress =
  | { readonly url: string }
  | { readonly socketDir: string; readonly database: string; readonly user: string };

/** Time for connecting to PostgreSQL. */
const CONNECT_MS = 5_000;
/** The same where another host may have taken over: one that is gone without a word must not be waited for. */
const CONNECT_BESIDE_OTHERS_MS = 1_500;

/**
 * Places to connect to, in order: a URL may name several hosts, `postgres://a,b/db`, of which one takes writes. The last
 * successful one comes first.
 */
export class Places {
  readonly #places: readonly ClientConfig[];
  #last = 0;

  constructor(address: DatabaseAddress) {
    this.#places =
      'url' in address
        ? urlOfEachHost(address.url).map((connectionString) => ({ connectionString }))
        : [{ host: address.socketDir, database: address.database, user: address.user }];
  }

  /** Milliseconds for connecting to one. */
  get connectMs(): number {
    return this.#places.length > 1 ? CONNECT_BESIDE_OTHERS_MS : CONNECT_MS;
  }

  /** The first place where `connect` succeeds; throws the error of the last. */
  async first<T>(connect: (place: ClientConfig) => Promise<T>): Promise<T> {
    const start = this.#last;
    for (let turn = 0; ; turn++) {
      const index = (start + turn) % this.#places.length;
      try {
        const connected = await connect(this.#places[index]!);
        this.#last = index;
        return connected;
      } catch (error) {
        if (turn === this.#places.length - 1) throw error;
      }
    }
  }
}

/** Whether a URL is readable: otherwise the configuration is wrong. */
export function isDatabaseUrl(url: string): boolean {
  try {
    return urlOfEachHost(url).length > 0;
  } catch {
    return false;
  }
}

/** The kinds of sessions, in the words of PostgreSQL's own clients, in which one can write. */
const WRITING_SESSIONS = ['any', 'read-write', 'primary'];
/** All kinds: who only reads can work in each. */
const SESSIONS = [...WRITING_SESSIONS, 'read-only', 'standby', 'prefer-standby'];

/** What in a URL Millrace cannot work with, as it goes on after the name of the setting; null where there is nothing. */
export function whyUnfit(url: string, use: 'writes' | 'reads' = 'writes'): string | null {
  const { hosts, after } = partsOf(url);
  const each = hosts.split(',');
  const wrong = each.find((host) => host === '' || !isDatabaseUrl(`postgres://${host}`));
  if (wrong !== undefined && each.length > 1)
    return `names hosts with commas between, of which "${wrong}" cannot be one: write each as host or host:port`;
  const wanted = new URLSearchParams(after.split('?')[1]).getAll('target_session_attrs');
  const kinds = use === 'writes' ? WRITING_SESSIONS : SESSIONS;
  const unfit = wanted.find((kind) => !kinds.includes(kind));
  if (unfit === undefined) return null;
  if (use === 'reads')
    return `asks for sessions of the kind target_session_attrs=${unfit}, which there is not: leave it out, or say one of ${SESSIONS.join(', ')}`;
  return `asks for sessions of the kind target_session_attrs=${unfit}, in which nothing can be written: leave it out, or say read-write`;
}

function partsOf(url: string): { readonly before: string; readonly hosts: string; readonly after: string } {
  const [, before = '', hosts = '', after = ''] =
    /^([a-z]+:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/i.exec(url) ?? [];
  return { before, hosts, after };
}

/** A database's URL as people may read it: hosts and name, no user and no password. */
export function placeOf(databaseUrl: string): string {
  return databaseUrl.replace(/^[a-z]+:\/\/(?:[^@/?#]*@)?([^?#]*).*$/i, '$1');
}

/** A URL for each host. Spells out the parts that the driver would read differently from PostgreSQL's own clients. */
export function urlOfEachHost(url: string): string[] {
  const { before, hosts, after } = partsOf(url);
  return hosts.split(',').map((host) => {
    const each = new URL(`${before}${host}${after}`);
    each.searchParams.delete('target_session_attrs');
    if (each.searchParams.has('sslmode')) each.searchParams.set('uselibpqcompat', 'true');
    return each.href;
  });
}
