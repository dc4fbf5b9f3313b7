import { DAY, type EpochMillis } from '@millrace/core/time';
import type { AccountId, LaneRows } from '../accounts/index.ts';
import type { Store } from '../history/index.ts';
import { countFailures, EXPECTED_REASONS, type FailureKey, takeFailures } from '../passages/index.ts';
import { type Alert, beginAlerts, claimAlerts, endAlerts, listRules, putOff, type Rule } from './queries.ts';
import { tell } from './tell.ts';
import { windowMs } from './window.ts';

/** While something goes on failing, it is told of again no oftener than this. */
const REMINDED_MS = DAY;

/** Alerts that are to be looked at again: whether they have recovered, or are to be told of once more. */
export const dueAlerts: LaneRows = {
  name: 'alerts',
  first: (db, account) => db`
    select due_at from alerts where account_id = ${account} and due_at > '-infinity' order by due_at limit 1`,
  waiting: (db, account, most) => db`
    select due_at as since, true as is_due from alerts
    where account_id = ${account} and due_at > '-infinity' and due_at <= clock.at order by due_at limit ${most}`,
};

/** Looks at what has failed: whether a rule has something to tell of that it has not told of yet. Returns how much it was. */
export function lookAtFailures(store: Store, accountId: AccountId): Promise<number> {
  return store.write(accountId, async (unit) => {
    const { count, causes } = await takeFailures(unit);
    if (causes.length === 0) return count;
    const rules = (await listRules(unit.tx, accountId)).filter(({ rule }) => rule.isEnabled);
    const asked = rules.flatMap((rule) => keysOf(rule, causes).map((key) => ({ rule, ...key })));
    const counts = await countFailures(
      unit.tx,
      accountId,
      asked.map(({ rule, ...key }) => ({ ...key, ...windowOf(rule, unit.account.now) })),
    );
    const failing = asked.flatMap((each, index) => {
      const failures = counts[index]!;
      if (failures < each.rule.rule.failures) return [];
      const { rule, ...key } = each;
      return [
        {
          ...key,
          rule,
          ruleId: rule.id,
          failures,
          dueAt: nextLook(rule, unit.account.now, unit.account.now),
        },
      ];
    });
    const begun = await beginAlerts(unit, failing);
    for (const alert of begun) {
      const { rule, failures } = failing.find((each) => isSame(each, alert))!;
      await tell(unit, rule, alert, 'BEGAN', failures);
    }
    return count;
  });
}

/** Looks again at what was told of. Returns how many it were. */
export function lookAgain(store: Store, accountId: AccountId): Promise<number> {
  return store.write(accountId, async (unit) => {
    const alerts = await claimAlerts(unit);
    if (alerts.length === 0) return 0;
    const { now } = unit.account;
    const rules = new Map((await listRules(unit.tx, accountId)).map((rule) => [rule.id, rule]));
    const looked = alerts.map((alert) => ({ alert, rule: rules.get(alert.ruleId)! }));
    const counts = await countFailures(
      unit.tx,
      accountId,
      looked.map(({ alert, rule }) => ({ ...keyOf(alert), ...windowOf(rule, now) })),
    );
    const ended: Alert[] = [];
    const going: (Alert & { readonly dueAt: EpochMillis })[] = [];
    for (const [index, { alert, rule }] of looked.entries()) {
      const failures = counts[index]!;
      if (!rule.rule.isEnabled) ended.push(alert);
      else if (failures < rule.rule.failures) {
        ended.push(alert);
        await tell(unit, rule, alert, 'RECOVERED', failures);
      } else {
        const isToBeTold = now - alert.toldAt >= REMINDED_MS;
        if (isToBeTold) await tell(unit, rule, alert, 'GOES_ON', failures);
        const toldAt = isToBeTold ? now : alert.toldAt;
        going.push({ ...alert, toldAt, dueAt: nextLook(rule, now, toldAt) });
      }
    }
    await endAlerts(unit, ended);
    await putOff(unit, going);
    return alerts.length;
  });
}

/** What a rule counts of these causes, each once. */
function keysOf({ rule }: Rule, causes: readonly FailureKey[]): FailureKey[] {
  const keys = causes
    .filter((cause) => isMeant(rule, cause))
    .map(({ flowId, actionId, reason }) => ({
      flowId,
      actionId: rule.per === 'FLOW' ? '' : actionId,
      reason: rule.per === 'REASON' ? reason : '',
    }));
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

function isMeant(
  { flowIds, reasons, includeExpected }: Rule['rule'],
  { flowId, reason }: FailureKey,
): boolean {
  if (flowIds && !flowIds.includes(flowId)) return false;
  if (reasons) return reasons.includes(reason);
  return includeExpected || !EXPECTED_REASONS.includes(reason);
}

function windowOf({ rule }: Rule, now: EpochMillis) {
  return { since: now - windowMs(rule.window), most: rule.failures };
}

/** When the window is over, or it is time to tell of it again. */
function nextLook({ rule }: Rule, now: EpochMillis, toldAt: EpochMillis): EpochMillis {
  return Math.min(now + windowMs(rule.window), toldAt + REMINDED_MS);
}

function keyOf({ flowId, actionId, reason }: FailureKey): FailureKey {
  return { flowId, actionId, reason };
}

function isSame(
  a: FailureKey & { readonly ruleId: string },
  b: FailureKey & { readonly ruleId: string },
): boolean {
  return a.ruleId === b.ruleId && a.flowId === b.flowId && a.actionId === b.actionId && a.reason === b.reason;
}
