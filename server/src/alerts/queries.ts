import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { FailureKey } from '../passages/index.ts';
import type { Author, Db, TimePlace } from '../platform/index.ts';
import type { RuleDocument } from './rule.ts';

export interface Rule {
  readonly id: string;
  readonly rule: RuleDocument;
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
  readonly savedBy: Author;
}

/** All rules of an account: few. */
export async function listRules(db: Db, accountId: AccountId): Promise<Rule[]> {
  const rows =
    await db`select ${ruleColumns(db)} from alert_rules where account_id = ${accountId} order by id`;
  return rows as unknown as Rule[];
}

/** Whether the account has a rule that is on. */
export async function hasRules(db: Db, accountId: AccountId): Promise<boolean> {
  return (await listRules(db, accountId)).some(({ rule }) => rule.isEnabled);
}

export async function findRule(db: Db, accountId: AccountId, id: string): Promise<Rule | undefined> {
  const [row] =
    await db`select ${ruleColumns(db)} from alert_rules where account_id = ${accountId} and id = ${id}`;
  return row as unknown as Rule | undefined;
}

export async function insertRule({ tx, account }: Unit, rule: RuleDocument, by: Author): Promise<Rule> {
  const [row] = await tx`
    insert into alert_rules (account_id, rule, created_at, updated_at, saved_by)
    values (${account.id}, ${JSON.stringify(rule)}::text::jsonb, ${account.now}::timestamptz, ${account.now}::timestamptz, ${JSON.stringify(by)}::text::jsonb)
    returning ${ruleColumns(tx)}`;
  return row as unknown as Rule;
}

export async function updateRule(
  { tx, account }: Unit,
  id: string,
  rule: RuleDocument,
  by: Author,
): Promise<Rule | undefined> {
  const [row] = await tx`
    update alert_rules set rule = ${JSON.stringify(rule)}::text::jsonb, updated_at = ${account.now}::timestamptz,
           saved_by = ${JSON.stringify(by)}::text::jsonb
    where account_id = ${account.id} and id = ${id} returning ${ruleColumns(tx)}`;
  return row as unknown as Rule | undefined;
}

/** What it told of is no longer looked at. False when there is no such rule. */
export async function deleteRule({ tx, account }: Unit, id: string): Promise<boolean> {
  const rows = await tx`delete from alert_rules where account_id = ${account.id} and id = ${id} returning id`;
  return rows.length > 0;
}

function ruleColumns(db: Db) {
  return db`id, rule, created_at as "createdAt", updated_at as "updatedAt", saved_by as "savedBy"`;
}

/** Something that fails, by a rule. */
export interface Alert extends FailureKey {
  readonly ruleId: string;
  readonly begunAt: EpochMillis;
  readonly toldAt: EpochMillis;
}

/** Begins alerts; those that are there already are not among the answer. */
export async function beginAlerts(
  { tx, account }: Unit,
  alerts: readonly (FailureKey & { readonly ruleId: string; readonly dueAt: EpochMillis })[],
): Promise<Alert[]> {
  if (alerts.length === 0) return [];
  const rows = await tx`
    insert into alerts (account_id, rule_id, flow_id, action_id, reason, begun_at, told_at, due_at)
    select ${account.id}::bigint, rule_id, flow_id, action_id, reason, ${account.now}::timestamptz, ${account.now}::timestamptz, due_at
    from unnest(
      ${alerts.map(({ ruleId }) => ruleId)}::bigint[], ${alerts.map(({ flowId }) => flowId)}::bigint[],
      ${alerts.map(({ actionId }) => actionId)}::text[], ${alerts.map(({ reason }) => reason)}::text[],
      ${alerts.map(({ dueAt }) => dueAt)}::timestamptz[]
    ) as row (rule_id, flow_id, action_id, reason, due_at)
    order by 2, 3, 4, 5
    on conflict do nothing
    returning ${alertColumns(tx)}`;
  return rows as unknown as Alert[];
}

const ALERTS_AT_ONCE_MAX = 500;

/** Alerts that are due to be looked at, locked. Rides alerts_by_time. */
export async function claimAlerts({ tx, account }: Unit): Promise<Alert[]> {
  const rows = await tx`
    select ${alertColumns(tx)} from alerts
    where account_id = ${account.id} and due_at > '-infinity' and due_at <= ${account.now}::timestamptz
    order by due_at limit ${ALERTS_AT_ONCE_MAX} for update skip locked`;
  return rows as unknown as Alert[];
}

/** Looks at them again later. */
export async function putOff(
  { tx, account }: Unit,
  alerts: readonly (Alert & { readonly dueAt: EpochMillis })[],
): Promise<void> {
  if (alerts.length === 0) return;
  await tx`
    update alerts set due_at = row.due_at, told_at = row.told_at
    from unnest(
      ${alerts.map(({ ruleId }) => ruleId)}::bigint[], ${alerts.map(({ flowId }) => flowId)}::bigint[],
      ${alerts.map(({ actionId }) => actionId)}::text[], ${alerts.map(({ reason }) => reason)}::text[],
      ${alerts.map(({ dueAt }) => dueAt)}::timestamptz[], ${alerts.map(({ toldAt }) => toldAt)}::timestamptz[]
    ) as row (rule_id, flow_id, action_id, reason, due_at, told_at)
    where alerts.account_id = ${account.id} and alerts.rule_id = row.rule_id and alerts.flow_id = row.flow_id
      and alerts.action_id = row.action_id and alerts.reason = row.reason`;
}

export async function endAlerts({ tx, account }: Unit, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return;
  await tx`
    delete from alerts using unnest(
      ${alerts.map(({ ruleId }) => ruleId)}::bigint[], ${alerts.map(({ flowId }) => flowId)}::bigint[],
      ${alerts.map(({ actionId }) => actionId)}::text[], ${alerts.map(({ reason }) => reason)}::text[]
    ) as row (rule_id, flow_id, action_id, reason)
    where alerts.account_id = ${account.id} and alerts.rule_id = row.rule_id and alerts.flow_id = row.flow_id
      and alerts.action_id = row.action_id and alerts.reason = row.reason`;
}

function alertColumns(db: Db) {
  return db`
    rule_id as "ruleId", flow_id as "flowId", action_id as "actionId", reason, begun_at as "begunAt", told_at as "toldAt"`;
}

export type ToldKind = 'BEGAN' | 'GOES_ON' | 'RECOVERED';

/** What somebody was told. */
export interface Told extends FailureKey {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly kind: ToldKind;
  readonly count: number;
  readonly begunAt: EpochMillis;
  readonly effectIds: readonly string[];
}

export async function logTold({ tx, account }: Unit, told: Told): Promise<void> {
  await tx`
    insert into alert_log (account_id, rule_id, rule_name, kind, flow_id, action_id, reason, count, begun_at, at, effect_ids)
    values (${account.id}, ${told.ruleId}, ${told.ruleName}, ${told.kind}, ${told.flowId}, ${told.actionId}, ${told.reason}, ${told.count},
            ${told.begunAt}::timestamptz, ${account.now}::timestamptz, ${told.effectIds as string[]}::bigint[])`;
}

/** What was told, newest first. */
export async function listTold(
  db: Db,
  accountId: AccountId,
  {
    ruleId,
    after,
    limit,
  }: { readonly ruleId?: string | undefined; readonly after?: TimePlace | undefined; readonly limit: number },
): Promise<(Told & { readonly id: string; readonly at: EpochMillis })[]> {
  const rows = await db`
    select id, rule_id as "ruleId", rule_name as "ruleName", kind, flow_id as "flowId", action_id as "actionId", reason, count,
           begun_at as "begunAt", at, effect_ids as "effectIds"
    from alert_log where account_id = ${accountId}
      ${ruleId === undefined ? db`` : db`and rule_id = ${ruleId}`}
      ${after ? db`and (at, id) < (${after.at}::timestamptz, ${after.id}::bigint)` : db``}
    order by at desc, id desc limit ${limit}`;
  return rows as unknown as (Told & { readonly id: string; readonly at: EpochMillis })[];
}
