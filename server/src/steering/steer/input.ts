import { z } from 'zod';
import { idOf, instant, truth } from '../../platform/index.ts';
import { pauseReason, pauseTime, perMinute } from '../inputs.ts';
import { PER_MINUTE_USUAL } from '../pace.ts';
import type { Doing } from './steer.ts';

/** Values of one member of a filter. */
const VALUES_MAX = 100;
/** Records of one filter. */
const OBJECT_IDS_MAX = 10_000;
const CODE_CHARACTERS_MAX = 200;

const code = z.string().min(1).max(CODE_CHARACTERS_MAX);
const codes = z.array(code).min(1).max(VALUES_MAX);
const ids = (most: number) => z.array(idOf('an id')).min(1).max(most);

export const doing = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('UNENROLL') }),
    z.strictObject({
      type: z.literal('PAUSE'),
      time: pauseTime,
      reason: pauseReason.nullable().default(null),
    }),
    z.strictObject({ type: z.literal('RESUME'), perMinute: perMinute.default(PER_MINUTE_USUAL) }),
    z.strictObject({ type: z.literal('SKIP_WAIT') }),
    z.strictObject({ type: z.literal('JUMP'), actionId: code }),
    z.strictObject({ type: z.literal('RETRY') }),
  ])
  .describe('What is done with each enrollment');

export const STATUSES = ['ACTIVE', 'COMPLETED', 'UNENROLLED', 'FAILED'] as const;

export const filter = z
  .strictObject({
    status: z
      .array(z.enum(STATUSES))
      .min(1)
      .optional()
      .describe('By default ACTIVE; to retry, ACTIVE, COMPLETED and FAILED'),
    actionIds: codes.optional().describe('Where it stands'),
    waitingFor: codes.optional().describe('Such as "delay", "held", "window", "pace" or "effect"'),
    endReasons: codes.optional(),
    objectIds: ids(OBJECT_IDS_MAX).optional(),
    listId: idOf('an id').optional().describe('The record is in this list'),
    filterBranch: z.unknown().optional().describe('The record meets these filters, which are those of lists'),
    enrolledFrom: instant.optional(),
    enrolledBefore: instant.optional(),
    failed: z
      .strictObject({ actionIds: codes.optional(), reasons: codes.optional() })
      .optional()
      .describe(
        'A step of it has failed, of these actions and for these reasons; to retry, the last such step',
      ),
    paused: truth.optional().describe('It is paused by itself, or is not'),
  })
  .describe('All that are given must hold; {} means every enrollment');

/** What a request asks for, of one flow. */
export const steerBody = z.strictObject({ do: doing, filter });
/** The same of several flows. */
export const steerFlowsBody = z.strictObject({
  do: doing,
  filter: filter.extend({ flowIds: ids(VALUES_MAX) }),
});

export type SteerInput = z.output<typeof steerBody>;

/** What can be done with enrollments that have ended: only beginning again. */
export function statusesFor({ type }: Doing, asked: SteerInput['filter']['status']) {
  return asked ?? (type === 'RETRY' ? (['ACTIVE', 'COMPLETED', 'FAILED'] as const) : (['ACTIVE'] as const));
}
