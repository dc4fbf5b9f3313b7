/**
 * Limits that PostgreSQL enforces, so that no session holds others up for ever: on endless statements, on waits for locks, and
 * on transactions whose holder has frozen or lost its network.
 */
export interface SessionLimits {
  readonly statementMs: number;
  readonly lockMs: number;
  readonly idleInTransactionMs: number;
}

/** Time of one statement of a request; then 504. */
const REQUEST_STATEMENT_MS = 20_000;

/** Wait of a request for a row or the flows of its account; then 503. */
const REQUEST_LOCK_MS = 10_000;

/** Time of one statement of a lane: at most a chunk of a sweep over large records. */
const LANE_STATEMENT_MS = 120_000;

/** Wait of a lane for a row or the flows of its account, before it gives up its transaction. */
const LANE_LOCK_MS = 20_000;

/** Silence allowed in a transaction. Then a frozen process loses its locks and the transaction's writes. */
const IDLE_IN_TRANSACTION_MS = 10_000;

/** Interval at which PostgreSQL checks, during a statement, that the client is still there. */
const CLIENT_CHECK_MS = 2_000;

/** For the statements of requests: a client waits for each. */
export const REQUEST_LIMITS: SessionLimits = {
  statementMs: REQUEST_STATEMENT_MS,
  lockMs: REQUEST_LOCK_MS,
  idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
};

/** For lanes: longer, but not for ever. */
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
