import type { EpochMillis } from '@millrace/core/time';
import type { Caller, Tx } from '../platform/index.ts';
import { actorOf } from './actor.ts';
import { type AuditKind, targetOf } from './kinds.ts';

/** A transaction of an account, at its time: every unit of work is one. */
export interface Audited {
  readonly tx: Tx;
  readonly account: { readonly id: string; readonly now: EpochMillis };
}

/** A deed. It must hold nothing that is secret: it is shown to every administrator, for as long as entries are kept. */
export interface AuditEntry {
  readonly kind: AuditKind;
  /** What it was done to: its id, null where it has none, as the account; and what it is called, so that people know it. */
  readonly id: string | null;
  readonly name?: string | null;
  /** One sentence for people. */
  readonly summary: string;
  /** The same for programs: what was before and after, or how many. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Characters of a summary; names of flows and lists in it may be long. */
const SUMMARY_CHARACTERS_MAX = 1_000;

/** Notes a deed in the transaction that does it. A deed of the server itself has no caller. */
export async function noteAudit(
  unit: Audited,
  caller: Caller | null,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  if (entries.length === 0) return;
  const { tx, account } = unit;
  const { kind: actorKind, tokenId, tokenName, appId, sessionId, client, requestId } = actorOf(caller);
  const rows = entries.map(({ kind, id, name = null, summary, detail = {} }) => ({
    kind,
    target: targetOf(kind),
    id,
    name,
    summary: summary.slice(0, SUMMARY_CHARACTERS_MAX),
    detail,
  }));
  await tx`
    insert into audit_entries (account_id, kind, target_type, target_id, target_name, summary, detail,
                               actor_kind, token_id, token_name, app_id, session_id, client, request_id, at)
    select ${account.id}::bigint, kind, target, id, name, summary, detail, ${actorKind}, ${tokenId}::bigint, ${tokenName},
           ${appId}, ${sessionId}, ${client}, ${requestId}, ${account.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
           as entry (kind text, target text, id text, name text, summary text, detail jsonb)`;
}
