/** An error's members that tell a loss. */
interface Told {
  readonly code?: unknown;
  readonly message?: unknown;
  /** PostgreSQL's context: for what a node was asked, Citus adds `while executing command on <host>:<port>`. */
  readonly where?: unknown;
}

/**
 * Whether the coordinator of a cluster of Citus says that its connection to another node has broken. It has no code of its own for that where it
 * hears of it within a transaction, only XX000, which a mistake within PostgreSQL has as well, and 58030, which a broken disk has: so its words
 * tell. They are Citus 13's, which it translates into no language, and libpq's, which are in that of the coordinator's `lc_messages`.
 */
export function isLossOfNode(error: unknown): boolean {
  const { code, message, where } = (error ?? {}) as Told;
  if (typeof message !== 'string') return false;
  switch (code) {
    case INTERNAL_ERROR:
      return startsLike(OF_CITUS, message) || (ofNode(where) && startsLike(OF_LIBPQ, message));
    case IO_ERROR:
      return startsLike(OF_COPY, message);
    default:
      return false;
  }
}

const INTERNAL_ERROR = 'XX000';
const IO_ERROR = '58030';

const OF_CITUS: readonly RegExp[] = [
  /^failure on connection marked as essential: /,
  /^failed to prepare transaction '.*' on host /,
  // No constraint is deferred to the commit, which would be told so as well.
  /^could not commit transaction for shard \d+ on at least one active node$/,
  /^cannot connect to \S+ to fetch intermediate results$/,
  /^failed to read result ".*" from node /,
  // What a node said last, while rows were copied to it: Citus leaves its code out.
  /^terminating connection /,
];

/** Of libpq within the coordinator; empty where it has no words either. */
const OF_LIBPQ: readonly RegExp[] = [
  /^$/,
  /^server closed the connection unexpectedly/,
  /^SSL SYSCALL error: /,
  /^SSL connection has been closed unexpectedly/,
  /^could not (receive data from|send data to) server: /,
  /^no connection to the server/,
  /^connection not open/,
];

/** While rows are copied to a node. */
const OF_COPY: readonly RegExp[] = [/^failed to COPY to shard \d+ on /, /^failed to complete COPY on /];

function startsLike(words: readonly RegExp[], message: string): boolean {
  return words.some((each) => each.test(message));
}

function ofNode(where: unknown): boolean {
  return typeof where === 'string' && where.includes('while executing command on ');
}
