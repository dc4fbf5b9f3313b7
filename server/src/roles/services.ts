import { type Authenticator, authenticator } from '../accounts/index.ts';
import type { FlowService } from '../flows/index.ts';
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
  readonly flows: FlowService;
}

export function createServices(config: Config, log: Log, sql: Sql): Services {
  const wake = new Wake();
  const store = new Store(sql, wake, async () => everything);
  return {
    config,
    log,
    sql,
    wake,
    tokens: authenticator(sql),
    store,
    flows: { store, hooks: [] },
  };
}
