import { setImmediate as turn } from 'node:timers/promises';
import type { AccountId } from '../accounts/index.ts';
import { DatabaseUnavailable } from '../platform/index.ts';
import type { Store, Unit } from './store.ts';

/** Orders that one transaction does; it holds what they need, and its connection, until all are written. */
const ORDERS_PER_WRITE_MAX = 50;

/** A transaction that takes longer waits for somebody: those behind it do not wait for it, and are done beside it. */
const LATE_MS = 50;

/** How orders of one kind are done. */
export interface Ways<Order, Result> {
  /** Does one order. Rejects when it is refused. */
  alone(order: Order): Promise<Result>;
  /**
   * Does many in one unit of work, with as many statements as for one, and answers each as if it had been done alone: in the order in which they
   * came, or in another that they cannot tell from it. Undefined for one that is refused, finds its record locked, or depends on another: of that
   * one nothing is written, and it is done alone.
   */
  together(unit: Unit, orders: readonly Order[]): Promise<readonly (Result | undefined)[]>;
}

/** An order, and who waits for its result. */
interface Waiting<Order, Result> {
  readonly order: Order;
  readonly result: PromiseWithResolvers<Result>;
}

/**
 * Does orders of requests as they come. Those of one `kind` that come in one turn of the event loop, or while others are being
 * written, are done in one transaction: its begin, its locks, its look-ups and its commit cost as much as an order. Under no load this adds nothing.
 */
export function together<Order, Result>(
  store: Store,
  ways: Ways<Order, Result>,
): (accountId: AccountId, kind: string, order: Order) => Promise<Result> {
  const lines = new Map<string, Waiting<Order, Result>[]>();

  async function writeWaiting(
    key: string,
    accountId: AccountId,
    line: Waiting<Order, Result>[],
  ): Promise<void> {
    while (line.length > 0) {
      // Requests that arrived together are all read before any of them is done.
      await turn();
      await doneOrLate(writeBatch(store, ways, accountId, line.splice(0, ORDERS_PER_WRITE_MAX)));
    }
    lines.delete(key);
  }

  return (accountId, kind, order) => {
    const key = `${accountId}/${kind}`;
    const waiting: Waiting<Order, Result> = { order, result: Promise.withResolvers() };
    const line = lines.get(key);
    if (line) line.push(waiting);
    else {
      const first = [waiting];
      lines.set(key, first);
      void writeWaiting(key, accountId, first);
    }
    return waiting.result.promise;
  };
}

function doneOrLate(work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LATE_MS);
  void work.then(() => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}

/** Never rejects: everyone who waits gets a result or a refusal. Those who are done alone are not waited for. */
async function writeBatch<Order, Result>(
  store: Store,
  ways: Ways<Order, Result>,
  accountId: AccountId,
  batch: readonly Waiting<Order, Result>[],
): Promise<void> {
  const [first, ...others] = batch;
  if (first && others.length === 0) {
    first.result.resolve(ways.alone(first.order));
    return first.result.promise.then(
      () => undefined,
      () => undefined,
    );
  }
  const orders = batch.map(({ order }) => order);
  let hasBegun = false;
  let results: readonly (Result | undefined)[] = [];
  try {
    results = await store.write(accountId, (unit) => {
      hasBegun = true;
      return ways.together(unit, orders);
    });
  } catch (error) {
    // Either it has not begun, and none of them alone would; or nobody knows what has become of it, and done again it might be done twice.
    if (!hasBegun || error instanceof DatabaseUnavailable) {
      for (const { result } of batch) result.reject(error);
      return;
    }
    // Whatever the database refuses of one of them, alone it harms no other.
  }
  batch.forEach(({ order, result }, index) => {
    result.resolve(results[index] ?? ways.alone(order));
  });
}
