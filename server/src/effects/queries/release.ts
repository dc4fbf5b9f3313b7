import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../../history/index.ts';
import { heldEffect } from './held.ts';

/** Characters that are kept of what went wrong at a try. */
export const ERROR_CHARACTERS_MAX = 1_000;

/** An effect that is to be tried again, or whose outcome is to follow. */
export interface ReleasedEffect {
  readonly id: string;
  readonly token: string;
  /** When it is tried again, or its outcome no longer waited for. */
  readonly dueAt: EpochMillis;
  /** What went wrong; null: nothing, its outcome is to follow. */
  readonly error: string | null;
}

/** Gives back effects that are locked and still under our lease. */
export async function releaseEffects(unit: Unit, released: readonly ReleasedEffect[]): Promise<void> {
  if (released.length === 0) return;
  await unit.tx`
    update effects set due_at = row.due_at, last_error = row.error, leased_until = null, lease_token = null,
           awaiting_since = case when row.error is null then ${unit.account.now}::timestamptz end
    from (select row.*, held.place from unnest(${released.map(({ id }) => id)}::bigint[], ${released.map(({ token }) => token)}::text[],
                ${released.map(({ dueAt }) => dueAt)}::timestamptz[],
                ${released.map(({ error }) => storable(error))}::text[]) as row (id, token, due_at, error)
      ${heldEffect(unit)}) as row
    where effects.ctid = row.place`;
}

/** What a mail server says may be anything. */
function storable(text: string | null): string | null {
  return text === null ? null : text.slice(0, ERROR_CHARACTERS_MAX).replaceAll('\0', '').toWellFormed();
}
