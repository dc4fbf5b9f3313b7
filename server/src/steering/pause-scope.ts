import { iso } from '@millrace/core/time';
import { noteAudit } from '../audit/index.ts';
import type { Store } from '../history/index.ts';
import { type Job, startJob } from '../jobs/index.ts';
import {
  endPause,
  findOpenPause,
  insertPause,
  type Pause,
  type PauseScope,
  type Pausing,
  scopeName,
  unsettledPauses,
} from '../pauses/index.ts';
import { type Author, authorOf, type Caller, conflict } from '../platform/index.ts';
import { RESUMPTION } from './resumption.ts';

/**
 * Pauses a flow or the account: once this is answered no step runs and no effect begins, while what is in hand finishes. With no other write
 * beside it: every batch is over, or knows. 409 when it is paused.
 */
export function pauseScope(
  store: Store,
  caller: Caller,
  scope: PauseScope,
  pausing: Pausing,
): Promise<Pause> {
  return store.writeFlows(caller.accountId, async (unit) => {
    const open = await findOpenPause(unit.tx, caller.accountId, scope);
    if (open)
      throw conflict(`${scopeName(scope)} is paused already, since ${iso(open.since)}${byWhom(open.by)}.`);
    const pause = await insertPause(unit, scope, pausing, authorOf(caller));
    const { time, reason } = pausing;
    await noteAudit(unit, caller, {
      ...(scope === 'ACCOUNT'
        ? { kind: 'ACCOUNT_PAUSED' as const, id: null }
        : { kind: 'FLOW_PAUSED' as const, id: scope.flowId }),
      summary: `Paused ${scope === 'ACCOUNT' ? 'the account' : `the flow ${scope.flowId}`}: time ${time === 'GOES_ON' ? 'goes on' : 'stands still'}.`,
      detail: { time, reason },
    });
    return pause;
  });
}

/**
 * Ends a pause: a job moves what stood still, lets everything go on, and makes due what fell due meanwhile, so many a minute. 409 when it is
 * not paused.
 */
export function resumeScope(
  store: Store,
  caller: Caller,
  scope: PauseScope,
  perMinute: number,
): Promise<{ readonly pause: Pause; readonly job: Job }> {
  return store.write(caller.accountId, async (unit) => {
    const pause = await endPause(unit, scope, authorOf(caller));
    if (!pause) throw conflict(await whyNotPaused());
    const job = await startJob(unit, {
      kind: RESUMPTION,
      asked: {
        scope: scope === 'ACCOUNT' ? 'ACCOUNT' : 'FLOW',
        ...(scope === 'ACCOUNT' ? {} : { flowId: scope.flowId }),
        perMinute,
        pause: { id: pause.id, time: pause.time, since: iso(pause.since), resumedAt: iso(unit.account.now) },
      },
      askedBy: authorOf(caller),
    });
    await noteAudit(unit, caller, {
      ...(scope === 'ACCOUNT'
        ? { kind: 'ACCOUNT_RESUMED' as const, id: null }
        : { kind: 'FLOW_RESUMED' as const, id: scope.flowId }),
      summary: `Resumed ${scope === 'ACCOUNT' ? 'the account' : `the flow ${scope.flowId}`}: what fell due meanwhile comes ${perMinute} a minute.`,
      detail: { perMinute, jobId: job.id, pausedSince: iso(pause.since) },
    });
    return { pause, job };

    async function whyNotPaused(): Promise<string> {
      const id = scope === 'ACCOUNT' ? [] : [scope.flowId];
      const resuming = (await unsettledPauses(unit.tx, unit.account.id, id)).find(
        (each) => each.scope === scope || (each.scope !== 'ACCOUNT' && scope !== 'ACCOUNT'),
      );
      const name = scopeName(scope);
      return resuming?.resumedAt
        ? `${name} is being resumed already, since ${iso(resuming.resumedAt)}.`
        : `${name} is not paused.`;
    }
  });
}

export function byWhom(by: Author | null): string {
  return by === null
    ? ''
    : `, by the token ${by.tokenName === null ? by.tokenId : JSON.stringify(by.tokenName)}`;
}
