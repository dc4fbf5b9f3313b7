/**
 * Replicas: copies of the database that answer requests which only read and may be a moment old, where there are any.
 * Owns the table `client_writes` (how far a replica has to be for a client to see what it has written). Rows in: from whatever a client writes,
 * through any process; rows out: to the next of its reads.
 */
export { clientOf } from './client-writes.ts';
export type { ReadObserver, ServedBy, WhyPrimary } from './observer.ts';
export { openReplicas, Replicas, type ReplicasOptions } from './replicas.ts';
