import { DAY, HOUR, MINUTE, SECOND } from '@millrace/core/time';
import { z } from 'zod';
import { fieldsOf, legacyAction, single } from './legacy-action.ts';

/** Delays that one action makes at most, in milliseconds: 5 years. */
const DELAY_MS_MAX = 5 * 366 * DAY;

const UNIT_MS: Readonly<Record<string, number>> = {
  SECONDS: SECOND,
  MINUTES: MINUTE,
  HOURS: HOUR,
  DAYS: DAY,
  WEEKS: 7 * DAY,
};

/** `DELAY`: waits for `delayMillis`. Kept in minutes where it is whole ones, as flows are, else in seconds, rounded up. */
export const delay = legacyAction({
  type: 'DELAY',
  schema: z.object({ delayMillis: z.number().int().min(0).max(DELAY_MS_MAX) }),
  toFlow({ delayMillis }) {
    const [unit, length] = delayMillis % MINUTE === 0 ? ['MINUTES', MINUTE] : ['SECONDS', SECOND];
    return single('0-1', { delta: String(Math.ceil(delayMillis / Number(length))), time_unit: unit });
  },
  fromFlow(action) {
    const fields = fieldsOf(action, '0-1');
    const unit = UNIT_MS[String(fields?.['time_unit'] ?? 'MINUTES')];
    const delta = Number(fields?.['delta']);
    if (!fields || unit === undefined || !Number.isFinite(delta)) return undefined;
    return { delayMillis: delta * unit };
  },
});
