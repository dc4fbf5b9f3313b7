/**
 * What PostgreSQL ends by itself, so that nobody holds others up for ever: a statement that never comes to an end, one that
 * waits for a lock, a transaction whose holder has frozen or lost its network.
 */
export interface SessionLimits {
  readonly statementMs: number;
  readonly lockMs: number;
  readonly idleInTransactionMs: number;
}

/** How long one statement of a request may run; it is answered with 504 then. */
const REQUEST_STATEMENT_MS = 20_000;

/** How long a request waits for a row or the flows of its account; it is answered with 503 then. */
const REQUEST_LOCK_MS = 10_000;

/** How long one statement of a lane may run: a chunk of a sweep over large records, at the most. */
const LANE_STATEMENT_MS = 120_000;

/** How long a lane waits for a row or the flows of its account, before it lets go of what it has. */
const LANE_LOCK_MS = 20_000;

/** How long a transaction may be silent. A process that is frozen in one loses its locks then, and everything it did. */
const IDLE_IN_TRANSACTION_MS = 10_000;

/** How often PostgreSQL looks, while a statement runs, whether the client is still there. */
const CLIENT_CHECK_MS = 2_000;

/** For the statements of requests: a client waits for each. */
export const REQUEST_LIMITS: SessionLimits = {
  statementMs: REQUEST_STATEMENT_MS,
  lockMs: REQUEST_LOCK_MS,
  idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
};

/** For lanes: they take their time, and yet none of them for ever. */
export const LANE_LIMITS: SessionLimits = {
  statementMs: LANE_STATEMENT_MS,
  lockMs: LANE_LOCK_MS,
  idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
};

/** The limits as settings of a connection, in milliseconds. */
export function settingsOf(limits: SessionLimits): Readonly<Record<string, number>> {
  return {
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    client_connection_check_interval: CLIENT_CHECK_MS,
  };
}
