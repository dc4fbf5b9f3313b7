import { isDeepStrictEqual } from 'node:util';
import { type RetryPolicy, USUAL_RETRIES } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../../history/index.ts';
import { dueEffects } from './lanes.ts';

export interface NewEffect {
  readonly kind: string;
  readonly idempotencyKey: string;
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly actionId: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** Its target; by default its kind. */
  readonly target?: string | undefined;
  /** By default the usual one. */
  readonly retry?: RetryPolicy | undefined;
  /** When it is due; by default now. */
  readonly at?: EpochMillis;
}

/** Stores effects, due at once; an existing one stays as it is. */
export async function insertEffects(unit: Unit, effects: readonly NewEffect[]): Promise<void> {
  if (effects.length === 0) return;
  unit.wake(dueEffects);
  await unit.tx`
    insert into effects (
      account_id, kind, target, idempotency_key, flow_id, enrollment_id, action_id, request, retry, created_at, due_at
    )
    select ${unit.account.id}::bigint, kind, target, key, flow_id, enrollment_id, action_id, request::jsonb, retry::jsonb, at, at
    from unnest(
      ${effects.map(({ kind }) => kind)}::text[], ${effects.map(({ target }) => target ?? '')}::text[],
      ${effects.map(({ idempotencyKey }) => idempotencyKey)}::text[],
      ${effects.map(({ flowId }) => flowId)}::bigint[], ${effects.map(({ enrollmentId }) => enrollmentId)}::bigint[],
      ${effects.map(({ actionId }) => actionId)}::text[], ${effects.map(({ request }) => JSON.stringify(request))}::text[],
      ${effects.map(storedPolicy)}::text[], ${effects.map(({ at = unit.account.now }) => at)}::timestamptz[]
    ) as row (kind, target, key, flow_id, enrollment_id, action_id, request, retry, at)
    on conflict (account_id, idempotency_key) where idempotency_key > '' do nothing`;
}

/** Null is the usual one, which later releases may change. */
function storedPolicy({ retry }: NewEffect): string | null {
  return retry === undefined || isDeepStrictEqual(retry, USUAL_RETRIES) ? null : JSON.stringify(retry);
}
