import { idText } from '../members.ts';

/** Unique in its flow, and never used for another action in a later revision. */
export const actionIdSchema = idText;
