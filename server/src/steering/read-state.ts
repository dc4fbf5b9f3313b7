import type { AccountId } from '../accounts/index.ts';
import { countAside } from '../passages/index.ts';
import { type PauseScope, presentPause, unsettledPauses } from '../pauses/index.ts';
import type { AnswerOf, Sql } from '../platform/index.ts';
import type { stateAnswer } from './answers.ts';

/** Enrollments that are counted at most. */
const COUNTED_MAX = 100_000;

/** How a flow or the account stands: a flow is held by pauses of the account, too. */
export async function readState(
  sql: Sql,
  accountId: AccountId,
  scope: PauseScope,
): Promise<AnswerOf<typeof stateAnswer>> {
  const all = await unsettledPauses(sql, accountId, scope === 'ACCOUNT' ? [] : [scope.flowId]);
  const pausedBy = all.map(presentPause);
  const isPaused = pausedBy.some((pause) => pause.state === 'PAUSED');
  return {
    state: isPaused ? 'PAUSED' : pausedBy.length > 0 ? 'RESUMING' : 'RUNNING',
    pausedBy,
    setAside: await countAside(sql, accountId, scope, COUNTED_MAX),
  };
}
