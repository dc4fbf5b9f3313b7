import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../../history/index.ts';
import { storableJson } from '../../platform/index.ts';
import type { Attempt } from '../attempt.ts';
import { storable } from './storable.ts';

/** What came of one try: by its last word. */
export type AttemptOutcome = 'DONE' | 'FAILED' | 'RETRY' | 'FOLLOWS';

/** A try that has ended. */
export interface EndedAttempt {
  readonly effectId: string;
  readonly number: number;
  /** On the account's clock. */
  readonly startedAt: EpochMillis;
  /** By default now. */
  readonly at?: EpochMillis;
  readonly durationMs: number;
  readonly outcome: AttemptOutcome;
  readonly error: string | null;
  readonly attempt: Attempt;
}

/** Writes the log of tries, one statement for any number. */
export async function insertAttempts({ tx, account }: Unit, ended: readonly EndedAttempt[]): Promise<void> {
  if (ended.length === 0) return;
  await tx`
    insert into effect_attempts (account_id, effect_id, number, started_at, at, duration_ms, outcome, error, request, response)
    select ${account.id}::bigint, effect_id, number, started_at, at, duration_ms, outcome, error,
           request::jsonb, response::jsonb
    from unnest(
      ${ended.map(({ effectId }) => effectId)}::bigint[], ${ended.map(({ number }) => number)}::integer[],
      ${ended.map(({ startedAt }) => startedAt)}::timestamptz[],
      ${ended.map(({ at = account.now }) => at)}::timestamptz[], ${ended.map(({ durationMs }) => durationMs)}::integer[],
      ${ended.map(({ outcome }) => outcome)}::text[], ${ended.map(({ error }) => storable(error))}::text[],
      ${ended.map(({ attempt }) => json(attempt.request))}::text[], ${ended.map(({ attempt }) => json(attempt.response))}::text[]
    ) as row (effect_id, number, started_at, at, duration_ms, outcome, error, request, response)`;
}

function json(digest: object | undefined): string | null {
  return digest ? storableJson(digest) : null;
}
