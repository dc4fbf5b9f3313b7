import type { Db } from './database/index.ts';

/** Transactions that have waited once. */
const havingWaited = new WeakSet<Db>();

/**
 * Whether a transaction may wait for what is handed out in turns: the first time that it asks. What it needs later it only tries to get, so
 * that two that hold something each never wait for each other.
 */
export function mayWait(tx: Db): boolean {
  if (havingWaited.has(tx)) return false;
  havingWaited.add(tx);
  return true;
}
