import { EnrollmentError } from '@millrace/core/flow';
import type { AccountId, DueRow } from '../accounts/index.ts';
import { flowIds } from '../flows/index.ts';
import type { Store } from '../history/index.ts';
import { dueIds, failEnrollment } from '../passages/index.ts';
import { isOurs, type Log, tookTooLong } from '../platform/index.ts';
import { BATCH_LIMITS, type BatchLimits, type BatchReport, runBatch } from './batch.ts';

/** Enrollments that one transaction advances. Larger gains little and holds locks longer; measured in bench/. */
export const BATCH_ENROLLMENTS = 1_000;

export interface RunEnvironment {
  readonly store: Store;
  readonly log: Log;
  readonly batchSize?: number;
  readonly limits?: BatchLimits;
}

/**
 * Advances a batch of due enrollments. One bad row never blocks the others: a batch that fails, or takes the database too long,
 * is halved until the culprit stands alone and is ended with its reason.
 */
export async function runDue(
  environment: RunEnvironment,
  accountId: AccountId,
  /** Of a stretch of time that is worked at once: these. */
  rows?: readonly DueRow[],
): Promise<BatchReport> {
  const most = environment.batchSize ?? BATCH_ENROLLMENTS;
  try {
    return await environment.store.write(accountId, (unit) =>
      runBatch(unit, { most, rows, limits: limitsOf(environment) }),
    );
  } catch (error) {
    if (!isOurs(error) && !tookTooLong(error)) throw error;
    environment.log.warn({ err: error, accountId }, 'a batch failed; looking for the enrollment at fault');
    const ids =
      rows?.map(({ key }) => key[1]!) ??
      (await environment.store.write(accountId, (unit) => dueIds(unit, most)));
    return isolateParts({ ...environment, rows }, accountId, ids, error);
  }
}

function limitsOf({ limits = BATCH_LIMITS }: RunEnvironment): BatchLimits {
  return limits;
}

const NOTHING: BatchReport = { enrollments: 0, steps: 0, taken: [] };
/** Not zero: the caller asks again. */
const TRY_AGAIN: BatchReport = { enrollments: 1, steps: 0, taken: [] };

/** Of which rows the culprits are looked for; by default of those that are due. */
interface Isolating extends RunEnvironment {
  readonly rows: readonly DueRow[] | undefined;
}

/** Advances these enrollments, in halves where they fail together. Only one that has failed alone is ended. */
async function isolate(
  environment: Isolating,
  accountId: AccountId,
  ids: readonly string[],
): Promise<BatchReport> {
  if (ids.length === 0) return NOTHING;
  try {
    return await environment.store.write(accountId, (unit) =>
      runBatch(unit, { most: ids.length, only: ids, rows: environment.rows, limits: limitsOf(environment) }),
    );
  } catch (error) {
    if (!isOurs(error) && !tookTooLong(error)) throw error;
    if (ids.length === 1) return endCulprit(environment, accountId, ids[0]!, error as Error);
    return isolateParts(environment, accountId, ids, error);
  }
}

/** The culprit by itself when it is known, else halves. */
async function isolateParts(
  environment: Isolating,
  accountId: AccountId,
  ids: readonly string[],
  error: unknown,
): Promise<BatchReport> {
  const middle = Math.ceil(ids.length / 2);
  const culprit =
    error instanceof EnrollmentError && ids.includes(error.enrollmentId) ? error.enrollmentId : undefined;
  const parts =
    culprit === undefined
      ? [ids.slice(0, middle), ids.slice(middle)]
      : [[culprit], ids.filter((id) => id !== culprit)];
  let report = NOTHING;
  for (const part of parts) {
    const done = await isolate(environment, accountId, part);
    report = {
      enrollments: report.enrollments + done.enrollments,
      steps: report.steps + done.steps,
      taken: [...report.taken, ...done.taken],
    };
  }
  return report;
}

async function endCulprit(
  environment: RunEnvironment,
  accountId: AccountId,
  id: string,
  error: Error,
): Promise<BatchReport> {
  const message = (error.cause as Error | undefined)?.message ?? error.message;
  const ended = await environment.store.write(accountId, (unit) =>
    failEnrollment(unit, id, flowIds(unit.tx, accountId), message),
  );
  if (ended) {
    environment.log.error(
      { err: error, accountId, enrollmentId: id },
      'an enrollment was ended because it cannot be advanced',
    );
  }
  return TRY_AGAIN;
}
