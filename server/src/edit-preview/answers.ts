/** The answer of the preview of an edit. */
import { appliesToSchema } from '@millrace/core/flow';
import { z } from 'zod';
import { previewAnswer } from '../enrollments/index.ts';
import { diffAnswer } from '../flows/index.ts';
import { pausedByAnswer } from '../pauses/index.ts';
import { instantAnswer } from '../platform/index.ts';

const becomesAnswer = z
  .strictObject({
    what: z
      .enum(['GOES_ON_NOW', 'WAITS_UNTIL', 'MOVES_TO', 'ENDS', 'IS_SKIPPED', 'IS_HELD', 'STAYS', 'UNKNOWN'])
      .describe('STAYS: as without the save. UNKNOWN: it takes more than can be looked up beforehand'),
    count: z.int(),
    paused: z
      .int()
      .optional()
      .describe('Of them, paused by themselves, if any: for them it comes when they are resumed'),
    actionId: z.string().optional().describe('Where they go on'),
    until: z.strictObject({ earliest: instantAnswer, latest: instantAnswer }).optional(),
    reason: z.string().optional().describe('Why they end, skip what was to be done, or are held'),
    sample: z.array(z.strictObject({ enrollmentId: z.string(), objectId: z.string() })),
  })
  .meta({ id: 'Becomes' });

const standingAnswer = z
  .strictObject({
    actionId: z.string().nullable(),
    actionType: z.string().nullable(),
    sentence: z.string().nullable().describe('What the action does, as the flow has it now'),
    change: z.enum(['UNCHANGED', 'CHANGED', 'REMOVED']),
    waiting: z.int(),
    paused: z.int().describe('Of them, paused by themselves'),
    setAside: z.int().describe('Of them, fallen due in a pause: they come at a pace when it is over'),
    oldestSince: instantAnswer.nullable(),
    becomes: z.array(becomesAnswer),
    text: z.string().describe('The same in a sentence'),
  })
  .meta({ id: 'StandingAfterEdit' });

export const editPreviewAnswer = z
  .strictObject({
    flowId: z.string(),
    revisionId: z.string().describe('The current one, of which the body is an edit'),
    appliesTo: appliesToSchema,
    diff: diffAnswer.omit({ flowId: true, from: true, to: true }),
    inside: z.int(),
    pausedBy: z
      .array(pausedByAnswer)
      .describe('What holds up the flow, or the account: all of this comes when it is resumed'),
    actions: z.array(standingAnswer).describe('Where those inside stand'),
    complete: z
      .boolean()
      .describe('Whether all were looked at whom the save may move; otherwise only the first who entered'),
    leaving: z
      .strictObject({ total: z.int(), byReason: z.record(z.string(), z.int()) })
      .nullable()
      .describe(
        'Those inside who leave since they meet the goal, the criteria for leaving or a suppression list; null when the save asks nobody',
      ),
    matching: previewAnswer
      .nullable()
      .describe(
        'Whom the new criteria match now; saving enrolls none of them. Null when they stay as they are, or cannot be asked of every record',
      ),
    text: z.string().describe('The same in lines for a person'),
  })
  .meta({ id: 'EditPreview' });
