import type { Connection } from '../../definition/index.ts';
import type { Outcome, PartResult } from '../../engine/index.ts';
import { notDone } from './results.ts';

/** Recipients that one step mails at most; with more, it mails none rather than some. */
export const MAIL_RECIPIENTS_MAX = 1_000;
/** Recipients with an outcome of their own in the step; the others are only counted. */
const RECIPIENTS_TOLD = 100;

/** Done when any recipient was mailed: one who cannot be mailed does not undo the mail to the others. `part` is what the parts are, `whom` their noun. */
export function outcomeOfMails(
  results: readonly PartResult[],
  { part, whom }: { readonly part: string; readonly whom: string },
  connection: Connection | undefined,
): Outcome {
  const recipients = results
    .slice(0, RECIPIENTS_TOLD)
    .map(({ part: id, result }) =>
      result.kind === 'done'
        ? { ...result.detail, [part]: id, outcome: 'SUCCEEDED' }
        : { [part]: id, outcome: 'FAILED', reason: result.reason, message: result.message },
    );
  const failures = results.flatMap(({ result }) => (result.kind === 'failed' ? [result] : []));
  const detail = { sent: results.length - failures.length, notSent: failures.length, recipients };
  if (failures.length < results.length) return { kind: 'done', connection, detail };
  const { reason, message } = failures[0]!;
  const whole = results.length === 1 ? message : `None of ${results.length} ${whom} was mailed. ${message}`;
  const outcome = notDone({ kind: 'failed', reason, message: whole });
  return outcome.kind === 'failed' ? { ...outcome, detail } : outcome;
}
