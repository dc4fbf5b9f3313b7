/**
 * The advisory locks of the database, in the order in which they are taken; ARCHITECTURE.md says which locks follow. Their
 * numbers are those of earlier releases, which may run beside this one.
 */
export const LOCKS = {
  /** One process at a time brings the schema up to date. */
  MIGRATIONS: 7_262_004,
  /** One process at a time makes partitions. */
  PARTITIONS: 7_262_003,
  /** Of an account: its clock, by the request that moves it. */
  CLOCK: 7_262_002,
  /** Of an account: its flows, shared by every write, and taken alone by a save of a flow. */
  FLOWS: 7_262_001,
  /** Of an account: all lanes that evaluate records for flows and lists; shared by those who have some of them. */
  LANE: 7_262_005,
  /** Of an account: the first lane of its changes, so that those of a record come in order; the numbers that follow are the others. */
  LANES_OF_CHANGES: 7_262_016,
  /** Of a domain: its company, so that concurrent submissions of forms make only one. */
  DOMAIN: 7_262_006,
  /** Of an account: the entrance of its flows that take records out of others. */
  TAKING: 7_262_007,
  /** One process at a time makes tables of the archive, brings months into it, and erases what is in it. */
  ARCHIVE: 7_262_008,
} as const;

/** The second key of an account's lock. It has 32 bits: accounts that share one merely wait for each other. */
export function accountKey(id: string): number {
  return Number(BigInt.asIntN(32, BigInt(id)));
}
