import type { ClientConfig } from 'pg';

/** Where the database is: a URL, or the socket of the embedded one. */
export type DatabaseAddress =
  | { readonly url: string }
  | { readonly socketDir: string; readonly database: string; readonly user: string };

/**
 * Where to connect, in order: a URL may name several hosts, `postgres://a,b/db`, of which one takes writes. Whichever did last is
 * asked first.
 */
export class Places {
  readonly #places: readonly ClientConfig[];
  #last = 0;

  constructor(address: DatabaseAddress) {
    this.#places =
      'url' in address
        ? hostsOf(address.url).map((connectionString) => ({ connectionString }))
        : [{ host: address.socketDir, database: address.database, user: address.user }];
  }

  /** The first place where `connect` succeeds; throws what the last one threw. */
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

/** Whether a URL can be read: one that cannot is a mistake of the configuration. */
export function isDatabaseUrl(url: string): boolean {
  try {
    return hostsOf(url).length > 0;
  } catch {
    return false;
  }
}

/** A URL for each host. What the driver would read otherwise than PostgreSQL's own clients is said so that it does not. */
function hostsOf(url: string): string[] {
  const [, before, hosts, after] = /^([a-z]+:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/i.exec(url)!;
  return hosts!.split(',').map((host) => {
    const each = new URL(`${before}${host}${after}`);
    each.searchParams.delete('target_session_attrs');
    if (each.searchParams.has('sslmode')) each.searchParams.set('uselibpqcompat', 'true');
    return each.href;
  });
}
