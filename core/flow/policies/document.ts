import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { DAY, HOUR, MINUTE, SECOND } from '../../time/index.ts';
import { type ActionPolicy, type FlowPolicies, type RetryPolicy, USUAL_RETRIES } from '../engine/index.ts';

/** Actions with policies in one flow. */
const ACTIONS_MAX = 1_000;
/** Longest time until a try that failed is given up. */
const GIVE_UP_MS_MAX = 30 * DAY;
/** Longest pause between two tries. */
const GAP_MS_MAX = 7 * DAY;
/** Longest time of one try. */
const TIMEOUT_MS_MAX = 10 * MINUTE;
/** Runs that one pace may allow in its time. */
const PACE_COUNT_MAX = 100_000;

function duration(min: number, max: number) {
  return z
    .string()
    .max(100)
    .refine(
      (text) => {
        const ms = millis(text);
        return ms !== null && ms >= min && ms <= max;
      },
      `must be an ISO 8601 duration from ${shown(min)} to ${shown(max)}, such as "PT90S"`,
    );
}

const retry = z.union(
  [
    z.literal('none'),
    z.strictObject({
      firstGap: duration(SECOND, GAP_MS_MAX).optional(),
      maxGap: duration(SECOND, GAP_MS_MAX).optional(),
      giveUpAfter: duration(SECOND, GIVE_UP_MS_MAX).optional(),
      timeout: duration(SECOND, TIMEOUT_MS_MAX).optional(),
    }),
  ],
  { error: 'must be "none", or an object with firstGap, maxGap, giveUpAfter, timeout' },
);

const onFailure = z.union(
  [z.enum(['continue', 'stop']), z.strictObject({ goTo: z.string().min(1).max(100) })],
  { error: 'must be "continue", "stop", or {"goTo": "<actionId>"}' },
);

const pace = z.strictObject({
  count: z.int().min(1).max(PACE_COUNT_MAX),
  per: z.enum(['MINUTE', 'HOUR']),
});

/** Whose passages a save changes: also of those who are inside, or only of those who enter afterwards. */
export const appliesToSchema = z.enum(['EVERYBODY', 'NEW_ONLY']);

export type AppliesTo = z.output<typeof appliesToSchema>;

const datePassed = z
  .enum(['continue', 'hold', 'fail'])
  .describe('Of a delay until a date: what becomes of a record that comes after it');

/** How a flow is run, as its keeper writes it. */
export const policiesSchema = z.strictObject({
  pace: pace.optional().describe('Of all actions without one of their own, together'),
  editsApplyTo: appliesToSchema
    .optional()
    .describe(
      'Whom a save of the flow is for unless it says so itself: EVERYBODY, as usual, or NEW_ONLY: who is inside goes on through the revision they are in',
    ),
  whileInside: z
    .enum(['drop', 'keep'])
    .optional()
    .describe(
      'What becomes of a re-enrollment trigger that fires while the record is inside: drop, as usual, or keep: once it is through, it comes in again if it meets the criteria then',
    ),
  merge: z
    .strictObject({
      passages: z
        .enum(['end', 'move'])
        .optional()
        .describe('What becomes of the passages of merged records: end, as usual, or move to the survivor'),
      enrolls: z.boolean().optional().describe('Whether what the survivor gains may let it in; usually not'),
    })
    .optional(),
  actions: z
    .record(
      z.string().min(1).max(100),
      z.strictObject({
        retry: retry.optional(),
        onFailure: onFailure.optional(),
        pace: pace.optional(),
        datePassed: datePassed.optional(),
      }),
    )
    .refine(
      (actions) => Object.keys(actions).length <= ACTIONS_MAX,
      `must have at most ${ACTIONS_MAX} members`,
    )
    .default({})
    .describe('By the id of the action'),
});

export type PoliciesDocument = z.output<typeof policiesSchema>;

/** What the engine makes of a document. */
export function readPolicies(document: PoliciesDocument): FlowPolicies {
  return {
    ...(document.pace ? { pace: tempoOf(document.pace) } : {}),
    keepsTriggers: document.whileInside === 'keep',
    movesMerged: document.merge?.passages === 'move',
    entersByMerge: document.merge?.enrolls === true,
    actions: new Map(
      Object.entries(document.actions).map(([actionId, policy]): [string, ActionPolicy] => [
        actionId,
        {
          ...(policy.retry ? { retry: retriesOf(policy.retry) } : {}),
          ...(policy.onFailure ? { onFailure: policy.onFailure } : {}),
          ...(policy.pace ? { pace: tempoOf(policy.pace) } : {}),
          ...(policy.datePassed ? { datePassed: policy.datePassed } : {}),
        },
      ]),
    ),
  };
}

const PER = { MINUTE, HOUR } as const;

function tempoOf({ count, per }: z.output<typeof pace>) {
  return { gapMs: PER[per] / count };
}

/** What is left out is as usual. */
function retriesOf(given: z.output<typeof retry>): RetryPolicy {
  if (given === 'none') return { ...USUAL_RETRIES, giveUpMs: 0 };
  const { firstGap, maxGap, giveUpAfter, timeout } = given;
  const firstGapMs = firstGap === undefined ? USUAL_RETRIES.firstGapMs : millis(firstGap)!;
  return {
    firstGapMs,
    gapMaxMs: Math.max(firstGapMs, maxGap === undefined ? USUAL_RETRIES.gapMaxMs : millis(maxGap)!),
    giveUpMs: giveUpAfter === undefined ? USUAL_RETRIES.giveUpMs : millis(giveUpAfter)!,
    ...(timeout === undefined ? {} : { timeoutMs: millis(timeout)! }),
  };
}

/** Null for what is no duration, or one of months, which are not equally long. */
function millis(text: string): number | null {
  try {
    return Temporal.Duration.from(text).total('milliseconds');
  } catch {
    return null;
  }
}

function shown(ms: number): string {
  return Temporal.Duration.from({ milliseconds: ms }).round({ largestUnit: 'days' }).toString();
}
