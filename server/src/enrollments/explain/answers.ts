/** The answer of an explanation: the rules of the door, and the criteria with a verdict and the values at every place. */
import { z } from 'zod';
import { pausedByAnswer } from '../../pauses/index.ts';
import { instantAnswer } from '../../platform/index.ts';

const verdict = z.enum(['MET', 'NOT_MET', 'UNKNOWN']);

/** What can turn a verdict. */
const turnsAt = instantAnswer
  .optional()
  .describe('When time alone turns the verdict, if nothing else happens');
const isLasting = z
  .literal(true)
  .optional()
  .describe('Nothing but time turns the verdict: what has happened stays so');

const filterAnswer = z
  .strictObject({
    path: z.string(),
    sentence: z.string().optional().describe('What it asks'),
    filterType: z.string(),
    property: z.string().optional(),
    operator: z.string().optional(),
    wanted: z.record(z.string(), z.unknown()).describe('The members of its operation, or of itself'),
    value: z.string().nullish().describe("The record's value"),
    comparedWith: z.strictObject({ property: z.string(), value: z.string().nullable() }).optional(),
    verdict,
    reason: z.string().optional(),
    turnsAt,
    isLasting,
  })
  .meta({ id: 'FilterExplanation' });

const branchMembers = {
  path: z.string(),
  sentence: z.string().optional().describe('What it asks; none where there is nothing to decide by'),
  filterBranchType: z.string(),
  operator: z.string().optional(),
  verdict,
  reason: z.string().optional(),
  turnsAt,
  isLasting,
  filters: z.array(filterAnswer),
  get filterBranches() {
    return z.array(branchAnswer);
  },
  events: z.array(z.strictObject({ occurredAt: instantAnswer, verdict })).optional(),
  get associated() {
    return z.array(associatedAnswer).optional();
  },
  associatedCount: z.int().optional().describe('How many there are, also where fewer are shown'),
};

const branchAnswer = z.strictObject(branchMembers).meta({ id: 'BranchExplanation' });

const associatedAnswer = z
  .strictObject({
    objectTypeId: z.string(),
    id: z.string(),
    verdict,
    filters: z.array(filterAnswer),
    filterBranches: z.array(branchAnswer),
  })
  .meta({ id: 'AssociatedExplanation' });

const turned = z.enum(['MET', 'NOT_MET']);

/** What would have to be different for the opposite verdict. */
const turningAnswer = z
  .strictObject({
    to: turned.describe('The opposite of the verdict; MET where that is not known'),
    sentence: z.string(),
    ways: z
      .array(
        z.strictObject({
          sentence: z.string(),
          turns: z
            .array(
              z.strictObject({
                path: z.string().describe('The filter or the branch whose verdict would have to turn'),
                to: turned,
                record: z
                  .strictObject({ objectTypeId: z.string(), id: z.string() })
                  .nullable()
                  .describe('The associated record that it is asked of; null for the record itself'),
                sentence: z.string(),
                turnsAt: instantAnswer.nullable().describe('When time alone turns it'),
              }),
            )
            .describe('All of them'),
          keeps: z.array(z.string()).describe('What the same properties have to satisfy beside'),
        }),
      )
      .describe('Each is enough; the ones with the fewest turns first. None: nothing that could be done'),
    isComplete: z.boolean().describe('Whether those are all ways'),
    turnsAt: instantAnswer.nullable().describe('When time alone turns the whole, if nothing else happens'),
  })
  .meta({ id: 'Turning' });

export const criteriaAnswer = branchAnswer
  .extend({
    filterBranches: z.array(branchAnswer),
    associated: z.array(associatedAnswer).optional(),
    toTurn: turningAnswer.optional().describe('What would have to be different for the opposite'),
    holdsUntil: instantAnswer.nullable().describe('When time alone can change the verdict next'),
  })
  .meta({ id: 'CriteriaExplanation' });

/** Why a branch led where it did. */
export const decisionAnswer = z
  .strictObject({
    actionType: z.enum(['LIST_BRANCH', 'STATIC_BRANCH', 'AB_TEST_BRANCH']),
    value: z.string().nullable().describe('What a branch on a value was asked about'),
    branches: z.array(
      z.strictObject({
        index: z.int().nullable().describe('Its place in the action; null for the default'),
        name: z.string(),
        nextActionId: z.string().nullable(),
        taken: z.boolean(),
        verdict: verdict.nullable().describe('A later branch may be met as well: the first one counts'),
        criteria: criteriaAnswer.nullable(),
      }),
    ),
  })
  .meta({ id: 'Decision' });

/** A filter branch for events, asked of one. */
export const eventVerdictAnswer = z.strictObject({
  path: z.string(),
  sentence: z.string().optional().describe('What it waits for'),
  verdict,
  filters: z.array(filterAnswer),
});

/** An event that came while it was waited for. */
export const awaitedEventAnswer = z.strictObject({
  eventTypeId: z.string(),
  occurredAt: instantAnswer,
  verdict,
  triggers: z.array(eventVerdictAnswer).describe('Each branch of the wait for such events'),
});

/** Why a step, or the end of a passage, came as it did. */
export const stepExplanationAnswer = z
  .strictObject({
    flowId: z.string(),
    enrollmentId: z.string(),
    revisionId: z.string(),
    objectTypeId: z.string(),
    objectId: z.string(),
    number: z.int().nullable().describe('Null for the end of the passage'),
    actionId: z.string().nullable(),
    actionTypeId: z.string().nullable(),
    at: instantAnswer,
    outcome: z.enum(['SUCCEEDED', 'FAILED', 'SKIPPED']).nullable(),
    reason: z.string().nullable(),
    answer: z.string().describe('In one sentence'),
    decision: decisionAnswer.nullable().describe('Of a branch'),
    criteria: criteriaAnswer.nullable().describe('The goal, or what else made the record leave'),
    events: z.array(awaitedEventAnswer).describe('Of a wait for an event: those that came meanwhile'),
  })
  .meta({ id: 'StepExplanation' });

export const ruleAnswer = z.strictObject({
  rule: z.enum([
    'RECORD_EXISTS',
    'FLOW_ON',
    'CRITERIA',
    'SCHEDULE',
    'NOT_ACTIVE',
    'RE_ENROLLMENT',
    'NOT_SUPPRESSED',
    'NOT_TO_LEAVE',
    'GOAL_NOT_MET',
  ]),
  verdict: z.enum(['PASSED', 'FAILED', 'NOT_ASKED']).describe('NOT_ASKED: the flow has no such rule'),
  message: z.string(),
  sentence: z.string().optional().describe('The rule itself, where the flow has it'),
  wouldTake: z
    .string()
    .optional()
    .describe('What would have to be different, of a rule that keeps the record out'),
});

/** An event, and its effect on the flow. */
export const explainedEventAnswer = z.strictObject({
  eventTypeId: z.string(),
  occurredAt: instantAnswer,
  verdict,
  message: z.string(),
  enrollmentId: z.string().nullable().describe('The enrollment that it led to, let in or refused'),
  triggers: z.array(eventVerdictAnswer).describe('Each filter branch of the flow for events of this type'),
});

export const explainedPassageAnswer = z.strictObject({
  enrollmentId: z.string(),
  outcome: z.enum(['REFUSED', 'ACTIVE', 'ENDED']),
  enrolledAt: instantAnswer,
  endedAt: instantAnswer.nullable(),
  endReason: z.string().nullable(),
});

export const explanationAnswer = z
  .strictObject({
    flowId: z.string(),
    revisionId: z.string(),
    objectTypeId: z.string(),
    objectId: z.string(),
    at: instantAnswer,
    answer: z.string().describe('In one sentence, with what would have to be different'),
    standing: z
      .enum(['INSIDE', 'KEPT_OUT', 'MAY_COME'])
      .describe('KEPT_OUT: a rule keeps the record out. MAY_COME: it is not inside, and none does'),
    rules: z.array(ruleAnswer).describe('The rules of the door, in the order in which they are asked'),
    enrollmentType: z.enum(['LIST_BASED', 'EVENT_BASED', 'SCHEDULE', 'DATASET', 'MANUAL']),
    nextOccurrenceAt: instantAnswer
      .nullable()
      .optional()
      .describe('Of a flow with a schedule: when it comes next for the record'),
    criteria: criteriaAnswer.nullable(),
    events: z.array(explainedEventAnswer).describe('The latest ones that the flow waits for'),
    exits: z.array(z.strictObject({ reason: z.string(), criteria: criteriaAnswer.nullable() })),
    enrollments: z.array(explainedPassageAnswer),
    pausedBy: z
      .array(pausedByAnswer)
      .describe('Pauses of the flow and of the account, now: whom it lets in waits for their end'),
    problems: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'Explanation' });
