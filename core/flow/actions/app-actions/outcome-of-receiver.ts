import type { Connection } from '../../definition/index.ts';
import { OUTCOME_EXPIRED, type Outcome, type PartResult } from '../../engine/index.ts';
import type { ExecutionRule } from '../app-action.ts';
import { notDone } from '../parts/results.ts';
import { ruleText } from './rule-text.ts';

/** The outcome of a visit from what its receiver has told. The rules are those of the definition as it is now: what they say is for people. */
export function outcomeOfReceiver(
  results: readonly PartResult[],
  connection: Connection | undefined,
  rules: readonly ExecutionRule[] = [],
): Outcome {
  const { result } = results[0]!;
  const { outputs = {}, detail } = result;
  const text = ruleText(rules, outputs);
  if (result.kind === 'done') {
    const told = text === undefined ? detail : { message: text, ...detail };
    return { kind: 'done', connection, outputs, ...(told ? { detail: told } : {}) };
  }
  const failed = notDone(result);
  if (failed.kind === 'skipped') return failed;
  const message = result.reason === OUTCOME_EXPIRED ? NOT_COMPLETED : result.message;
  return { ...failed, outputs, message: text ?? message, ...(detail ? { detail } : {}) };
}

const NOT_COMPLETED = 'The receiver has not completed the callback in time.';
