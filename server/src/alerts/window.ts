import { DAY, MINUTE } from '@millrace/core/time';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const WINDOW_MS_MIN = MINUTE;
const WINDOW_MS_MAX = 7 * DAY;

/** A stretch of elapsed time, as ISO 8601 writes it. */
export const isoDuration = z.string().refine((text) => {
  const ms = msOf(text);
  return ms !== undefined && ms >= WINDOW_MS_MIN && ms <= WINDOW_MS_MAX;
}, 'must be an ISO 8601 duration from PT1M to P7D, such as "PT15M"');

/** The length of a window that was checked. */
export function windowMs(text: string): number {
  return msOf(text)!;
}

function msOf(text: string): number | undefined {
  try {
    const duration = Temporal.Duration.from(text);
    return duration.total({ unit: 'millisecond', relativeTo: '1970-01-01' });
  } catch {
    return undefined;
  }
}
