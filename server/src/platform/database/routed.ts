import { AsyncLocalStorage } from 'node:async_hooks';
import type { Sql } from './sql.ts';
import { createTag } from './statement.ts';
import type { Tx } from './transaction.ts';

/** Where the statements go of work that is done in a reading transaction elsewhere; nowhere once that is over. */
interface Place {
  tx: Tx | undefined;
}

const places = new AsyncLocalStorage<Place | undefined>();

/**
 * The pool, for work of which some is done at another place: statements and `read` of what runs under `readingIn` go into its transaction, all else
 * goes to the pool. A transaction that may write (`begin`) always does.
 */
export function routed(primary: Sql): Sql {
  const there = () => places.getStore()?.tx;
  const { begin, reserve, listen, end, abandon, availability } = primary;
  const tag = createTag((question) => (there() ?? primary).ask(question));
  const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const tx = there();
    return tx ? work(tx) : primary.read(work);
  };
  const pool = Object.assign(tag, {
    ...{ begin, read, reserve, listen, end, abandon, availability },
    usage: primary.usage,
  });
  return Object.defineProperty(pool, 'usage', { get: () => primary.usage });
}

/** Runs `work`, whose statements through a routed pool go into this transaction. What `work` leaves running goes to the pool, once it is over. */
export async function readingIn<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const place: Place = { tx };
  try {
    return await places.run(place, work);
  } finally {
    place.tx = undefined;
  }
}

/** Runs `work`, whose statements go to the pool, wherever its caller reads. */
export function atPrimary<T>(work: () => T): T {
  return places.run(undefined, work);
}
