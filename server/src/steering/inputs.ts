import { z } from 'zod';
import { idOf, whole } from '../platform/index.ts';
import { PER_MINUTE_USUAL } from './pace.ts';

/** Passages a minute that may be asked for. */
const PER_MINUTE_MAX = 1_000_000;
const REASON_CHARACTERS_MAX = 500;

export const id = idOf('an id');

export const pauseTime = z.enum(['STANDS_STILL', 'GOES_ON']).default('STANDS_STILL');

export const pauseReason = z
  .string()
  .trim()
  .min(1)
  .max(REASON_CHARACTERS_MAX)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must have no control characters');

/** How to pause. Without a body, time stands still. */
export const pausing = z
  .strictObject({ time: pauseTime, reason: pauseReason.optional() })
  .default({ time: 'STANDS_STILL' });

export const perMinute = whole(1, PER_MINUTE_MAX)
  .default(PER_MINUTE_USUAL)
  .describe('What fell due meanwhile comes so many a minute, in the order in which it fell due');

export const resuming = z.strictObject({ perMinute }).default({ perMinute: PER_MINUTE_USUAL });
