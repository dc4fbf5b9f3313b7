import { type RetryPolicy, USUAL_RETRIES } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Attempt } from '../attempt.ts';
import { isOpen, type OpenEffects } from '../open-effects.ts';
import type { AttemptOutcome } from './attempts.ts';
import { type LedgerEffect, ledgerColumns } from './columns.ts';

/** An effect with what its receivers know it by, and how it is tried. */
export interface FoundEffect extends LedgerEffect {
  readonly idempotencyKey: string;
  readonly retry: RetryPolicy;
  /** Whether its content is gone: its record has been erased. */
  readonly isErased: boolean;
}

/** An open effect, by its id; undefined when there is none. */
export async function findEffect(
  db: Db,
  account: AccountId,
  id: string,
  of: OpenEffects,
  lock: 'locked' | 'unlocked' = 'unlocked',
): Promise<FoundEffect | undefined> {
  const [row] = await db`
    select ${ledgerColumns(db)}, idempotency_key as "idempotencyKey", retry, request = '{}' as "isErased" from effects
    where account_id = ${account} and id = ${id} and ${isOpen(db, of)} ${lock === 'locked' ? db`for no key update` : db``}`;
  if (!row) return undefined;
  const found = row as unknown as FoundEffect & { readonly retry: RetryPolicy | null };
  return { ...found, retry: found.retry ?? USUAL_RETRIES };
}

/** One try of an effect, from its log. */
export interface LoggedTry {
  readonly number: number;
  readonly startedAt: EpochMillis;
  readonly durationMs: number;
  readonly outcome: AttemptOutcome;
  readonly error: string | null;
  readonly request: Attempt['request'] | null;
  readonly response: Attempt['response'] | null;
}

/** The last tries of an effect, in order, so many at most. Its creation tells which months to look in. */
export async function loadTries(
  db: Db,
  account: AccountId,
  { id, createdAt }: Pick<LedgerEffect, 'id' | 'createdAt'>,
  most: number,
): Promise<LoggedTry[]> {
  const rows = await db`
    select number, started_at as "startedAt", duration_ms as "durationMs", outcome, error, request, response from effect_attempts
    where account_id = ${account} and effect_id = ${id} and at >= ${createdAt}::timestamptz
    order by number desc, at desc limit ${most}`;
  return (rows as unknown as LoggedTry[]).toReversed();
}
