import { z } from 'zod';

/** Unique in its flow, and never used for another action in a later revision. */
export const actionIdSchema = z.string().min(1);
