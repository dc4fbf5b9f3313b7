import { type EpochMillis, iso } from '@millrace/core/time';
import type { AnswerOf, Db, Row, TimePlace } from '../platform/index.ts';
import type { ACTOR_KINDS } from './actor.ts';
import type { auditEntryAnswer } from './answers.ts';
import type { AuditKind, AuditTarget } from './kinds.ts';

export type AuditEntryView = AnswerOf<typeof auditEntryAnswer>;

export interface AuditQuery {
  readonly kinds?: readonly AuditKind[] | undefined;
  readonly targetType?: AuditTarget | undefined;
  readonly targetId?: string | undefined;
  readonly tokenId?: string | undefined;
  readonly actor?: (typeof ACTOR_KINDS)[number] | undefined;
  /** From this instant of the account on, and before that one. */
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
  /** The last entry of the page before. */
  readonly after?: TimePlace | undefined;
  readonly limit: number;
}

/** Entries, newest first, one more than asked for when there are more. */
export async function listEntries(db: Db, accountId: string, query: AuditQuery): Promise<AuditEntryView[]> {
  const { kinds, targetType, targetId, tokenId, actor, from, to, after, limit } = query;
  const where = db`
    ${targetType === undefined ? db`` : db`and target_type = ${targetType}`}
    ${targetId === undefined ? db`` : db`and target_id = ${targetId}`}
    ${tokenId === undefined ? db`` : db`and token_id = ${tokenId}`}
    ${actor === undefined ? db`` : db`and actor_kind = ${actor}`}
    ${from === undefined ? db`` : db`and at >= ${from}::timestamptz`}
    ${to === undefined ? db`` : db`and at < ${to}::timestamptz`}
    ${after === undefined ? db`` : db`and (at, id) < (${after.at}::timestamptz, ${after.id}::bigint)`}
    order by at desc, id desc limit ${limit + 1}`;
  // By kinds from each kind's stretch of its index, unless the target says more.
  const rows =
    kinds && targetId === undefined
      ? await db`
          select entry.* from unnest(${kinds as AuditKind[]}::text[]) as wanted (name) cross join lateral (
            select * from audit_entries where account_id = ${accountId} and kind = wanted.name ${where}
          ) as entry order by at desc, id desc limit ${limit + 1}`
      : await db`
          select * from audit_entries
          where account_id = ${accountId} ${kinds ? db`and kind = any(${kinds as AuditKind[]}::text[])` : db``} ${where}`;
  return rows.map(viewOf);
}

function viewOf(row: Row): AuditEntryView {
  const text = (name: string) => row[name] as string | null;
  return {
    id: row['id'] as string,
    kind: row['kind'] as string,
    at: iso(row['at'] as number),
    notedAt: iso(row['noted_at'] as number),
    by: {
      kind: row['actor_kind'] as AuditEntryView['by']['kind'],
      tokenId: text('token_id'),
      tokenName: text('token_name'),
      appId: text('app_id'),
      sessionId: text('session_id'),
      client: text('client'),
      correlationId: text('request_id'),
    },
    target: { type: row['target_type'] as AuditTarget, id: text('target_id'), name: text('target_name') },
    summary: row['summary'] as string,
    detail: row['detail'] as AuditEntryView['detail'],
  };
}
