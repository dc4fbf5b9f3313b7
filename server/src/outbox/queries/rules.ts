import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { NewRule, Rule } from '../rule.ts';

/** Stores a rule, behind those that are there. Null when there is no room for it. */
export async function insertRule(
  db: Db,
  accountId: AccountId,
  { urlPattern, method, answer, times }: NewRule,
  most: number,
): Promise<Rule | null> {
  const [row] = await db`
    insert into outbox_rules (account_id, url_pattern, method, answer, times, created_at)
    select ${accountId}::bigint, ${urlPattern}::text, ${method}::text, ${JSON.stringify(answer)}::text::jsonb, ${times}::int, now()
    where (select count(*) from outbox_rules where account_id = ${accountId}) < ${most}
    returning ${columns(db)}`;
  return (row as unknown as Rule) ?? null;
}

/** In the order in which they are asked: the oldest first. */
export async function listRules(db: Db, accountId: AccountId): Promise<Rule[]> {
  const rows = await db`select ${columns(db)} from outbox_rules where account_id = ${accountId} order by id`;
  return rows as unknown as Rule[];
}

/** Counts one use more. False when there is none left. */
export async function useRule(db: Db, accountId: AccountId, id: string): Promise<boolean> {
  const used = await db`
    update outbox_rules set used = used + 1
    where account_id = ${accountId} and id = ${id} and (times is null or used < times) returning id`;
  return used.length > 0;
}

/** False when there is no such rule. */
export async function deleteRule(db: Db, accountId: AccountId, id: string): Promise<boolean> {
  const deleted =
    await db`delete from outbox_rules where account_id = ${accountId} and id = ${id} returning id`;
  return deleted.length > 0;
}

export async function deleteRules(db: Db, accountId: AccountId): Promise<void> {
  await db`delete from outbox_rules where account_id = ${accountId}`;
}

function columns(db: Db) {
  return db`id, url_pattern as "urlPattern", method, answer, times, used, created_at as "createdAt"`;
}
