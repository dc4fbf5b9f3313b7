import { describe, expect, test } from 'vitest';
import { asFailure, DatabaseUnavailable } from './unavailable.ts';

/** Of libpq, from a connection that its other end left, without and with encryption. */
const CLOSED =
  'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.';
const ON_NODE = 'while executing command on 127.0.0.1:5602';

const failureOf = (code: string, message: string, where: string | undefined) =>
  asFailure(Object.assign(new Error(message), { code, where }));

/** Errors by SQLSTATE, message and context. */
const errors = (...rows: readonly (readonly [string, string, string?])[]) =>
  rows.map(([code, message, where]) => ({ code, message, where }));

describe('a cluster whose coordinator has lost a node', () => {
  // As they came from Citus 13.2 while a worker was stopped, killed and started under requests and lanes.
  test.each(
    errors(
      [
        '08006',
        'connection to the remote node millrace@127.0.0.1:5602 failed with the following error: Connection refused',
      ],
      ['57P01', 'terminating connection due to administrator command', ON_NODE],
      ['57P01', 'terminating connection due to unexpected postmaster exit', ON_NODE],
      ['XX000', 'failure on connection marked as essential: 127.0.0.1:5602'],
      ['XX000', `${CLOSED}\n${CLOSED}`, ON_NODE],
      ['XX000', 'terminating connection due to unexpected postmaster exit'],
      ['XX000', 'SSL SYSCALL error: EOF detected', ON_NODE],
      ['XX000', 'SSL SYSCALL error: EOF detected\ninvalid socket', `SQL statement "…"\n${ON_NODE}`],
      ['58030', 'failed to COPY to shard 0 on 127.0.0.1:5602'],
      ['58030', 'failed to COPY to shard 102107 on 127.0.0.1:5602'],
    ),
  )('$code $message', ({ code, message, where }) => {
    const failure = failureOf(code, message, where);
    expect(failure).toBeInstanceOf(DatabaseUnavailable);
    expect(failure).toMatchObject({
      code,
      message: expect.stringMatching(/^The database [^:]*(: the connection broke off)?\.$/),
    });
  });

  // As its source has them: remote_transaction.c, placement_connection.c, multi_copy.c, intermediate_results.c, remote_commands.c.
  test.each(
    errors(
      ['XX000', "failed to prepare transaction 'citus_0_1_2_3' on host 127.0.0.1:5602"],
      ['XX000', 'could not commit transaction for shard 102107 on at least one active node'],
      ['XX000', 'cannot connect to 127.0.0.1:5602 to fetch intermediate results'],
      ['XX000', 'failed to read result "3_1" from node 127.0.0.1:5602'],
      ['XX000', '', ON_NODE],
      ['58030', 'failed to complete COPY on 127.0.0.1:5602'],
    ),
  )('by its source: $code $message', ({ code, message, where }) => {
    expect(failureOf(code, message, where)).toBeInstanceOf(DatabaseUnavailable);
  });
});

test.each(
  errors(
    ['XX000', 'could not open relation with OID 16384'],
    ['XX000', 'could not open relation with OID 16384', ON_NODE],
    ['XX000', 'duplicate key value violates unique constraint "records_pkey"', ON_NODE],
    ['XX000', 'tuple concurrently updated', ON_NODE],
    ['XX000', CLOSED, 'PL/pgSQL function x() line 1 at RAISE'],
    ['XX000', 'the first request says: failure on connection marked as essential: a:1'],
    ['XX001', 'invalid page in block 7 of relation base/1/2', ON_NODE],
    ['58030', 'could not read block 7 in file "base/1/2": Input/output error'],
    ['23505', 'failure on connection marked as essential: 127.0.0.1:5602'],
  ),
)('what is no loss stays what it is: $code $message', ({ code, message, where }) => {
  const failure = failureOf(code, message, where);
  expect(failure).not.toBeInstanceOf(DatabaseUnavailable);
  expect(failure).toMatchObject({ code, message });
});
