import { type Authenticator, authenticator } from '../accounts/index.ts';
import { everything, Store } from '../history/index.ts';
import { type Config, type Log, type Sql, Wake } from '../platform/index.ts';

/** Everything that the routes and the lanes work with; made once a process. */
export interface Services {
  readonly config: Config;
  readonly log: Log;
  readonly sql: Sql;
  readonly wake: Wake;
  readonly tokens: Authenticator;
  readonly store: Store;
}

export function createServices(config: Config, log: Log, sql: Sql): Services {
  const wake = new Wake();
  return {
    config,
    log,
    sql,
    wake,
    tokens: authenticator(sql),
    store: new Store(sql, wake, async () => everything),
  };
}
