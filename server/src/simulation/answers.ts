/** The answer of a simulation. */
import { z } from 'zod';
import { criteriaAnswer, decisionAnswer, eventVerdictAnswer, ruleAnswer } from '../enrollments/index.ts';
import { instantAnswer } from '../platform/index.ts';
import { NOT_FOLLOWED } from './told.ts';

const changedRecord = z
  .strictObject({
    objectTypeId: z.string(),
    objectId: z.string().describe('Of a new record: a placeholder, above 9000000000000000'),
    kind: z.enum(['CREATED', 'UPDATED', 'ARCHIVED', 'RESTORED', 'EVENT']),
    before: z.record(z.string(), z.string().nullable()).nullable(),
    after: z
      .record(z.string(), z.string().nullable())
      .nullable()
      .describe("Changed properties, or an event's"),
    eventTypeId: z.string().optional(),
  })
  .meta({ id: 'SimulatedChange' });

const written = z
  .strictObject({
    records: z.array(changedRecord),
    associations: z
      .array(
        z.strictObject({
          kind: z.enum(['ADDED', 'REMOVED']),
          from: z.strictObject({ objectTypeId: z.string(), objectId: z.string() }),
          to: z.strictObject({ objectTypeId: z.string(), objectId: z.string() }),
          associationCategory: z.string(),
          associationTypeId: z.int(),
        }),
      )
      .describe('Each is told from both ends'),
    lists: z.array(
      z.strictObject({
        kind: z.enum(['JOINED', 'LEFT']),
        listId: z.string(),
        objectTypeId: z.string(),
        objectId: z.string(),
      }),
    ),
    notifications: z.array(z.strictObject({ userId: z.string(), subject: z.string(), body: z.string() })),
    handOffs: z.array(
      z.strictObject({ actionTypeId: z.string(), content: z.record(z.string(), z.unknown()) }),
    ),
    enrollments: z.array(
      z.strictObject({
        flowId: z.string(),
        objectTypeId: z.string(),
        objectId: z.string(),
        refusal: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SimulatedWrites' });

const mailAnswer = z
  .strictObject({
    kind: z.literal('EMAIL'),
    emailId: z.string().nullable(),
    from: z.strictObject({ name: z.string(), address: z.string() }),
    to: z.string(),
    cc: z.array(z.string()),
    bcc: z.array(z.string()),
    replyTo: z.array(z.string()),
    subject: z.string().nullable(),
    html: z.string().nullable(),
    text: z.string().nullable(),
    isClosed: z
      .boolean()
      .describe('Whether subject and texts are left out, since they may tell what is closed to the caller'),
  })
  .meta({ id: 'SimulatedMail' });

const requestAnswer = z
  .strictObject({
    kind: z.literal('REQUEST'),
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()).describe('Secrets and signatures are masked'),
    body: z.string().nullable(),
  })
  .meta({ id: 'SimulatedRequest' });

const codeAnswer = z
  .strictObject({
    kind: z.literal('CODE'),
    runtime: z.string(),
    secretNames: z.array(z.string()),
    event: z.record(z.string(), z.unknown()).describe('What the code is given'),
  })
  .meta({ id: 'SimulatedCode' });

const effectAnswer = z
  .strictObject({
    sends: z
      .discriminatedUnion('kind', [mailAnswer, requestAnswer, codeAnswer])
      .nullable()
      .describe('Null for what would be refused before it is sent'),
    result: z.strictObject({
      outcome: z.enum(['SUCCEEDED', 'FAILED']),
      from: z.enum(['USUAL', 'ASSUMED', 'RUN']).describe('USUAL: as if all went well; RUN: the code has run'),
      reason: z.string().nullable(),
      message: z.string().nullable(),
      outputs: z.record(z.string(), z.string()),
    }),
  })
  .meta({ id: 'SimulatedEffect' });

const waitAnswer = z
  .strictObject({
    waitingFor: z.string().describe('Such as "delay", "window", "pace", "effect" or "held"'),
    since: instantAnswer,
    until: instantAnswer.nullable().describe('Null where only something else ends it'),
    endedAt: instantAnswer.nullable(),
    endedBy: z.enum(['TIME', 'CHANGE', 'RESULT']).nullable(),
    held: z.strictObject({ reason: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'SimulatedWait' });

const stepAnswer = z
  .strictObject({
    number: z.int(),
    actionId: z.string(),
    actionTypeId: z.string(),
    startedAt: instantAnswer,
    at: instantAnswer,
    outcome: z.enum(['SUCCEEDED', 'FAILED', 'SKIPPED']),
    reason: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()).nullable(),
    outputs: z.record(z.string(), z.string()),
    nextActionId: z.string().nullable(),
    waits: z.array(waitAnswer),
    decision: decisionAnswer.nullable().describe('Why a branch leads where it does'),
    writes: written,
    effects: z.array(effectAnswer),
  })
  .meta({ id: 'SimulatedStep' });

const rule = z.strictObject({
  ...ruleAnswer.shape,
  rule: z.enum([...ruleAnswer.shape.rule.options, 'EVENT']),
});

const endAnswer = z
  .strictObject({
    kind: z
      .enum(['NOT_ENTERED', 'ENDED', 'WAITS_FOR_EVER', 'UNTIL', 'STEP_LIMIT', 'TIME_LIMIT'])
      .describe('ENDED: the passage; otherwise the simulation'),
    at: instantAnswer,
    status: z.enum(['COMPLETED', 'UNENROLLED', 'FAILED']).nullable(),
    reason: z.string().nullable(),
    actionId: z.string().nullable().describe('Where it stands'),
    waits: z.array(waitAnswer),
    writes: written.describe('What follows of the effects'),
    effects: z
      .array(effectAnswer)
      .describe('Of the action that it stands at: a mail whose sending meets the goal, say, is of no step'),
    message: z.string(),
  })
  .meta({ id: 'SimulationEnd' });

const otherFlowAnswer = z
  .strictObject({
    flowId: z.string(),
    name: z.string().nullable().describe('Null where the flow is closed to you'),
    revisionId: z.string(),
    record: z.strictObject({ objectTypeId: z.string(), objectId: z.string() }),
    at: instantAnswer,
    by: z
      .strictObject({ flowId: z.string().nullable(), actionId: z.string() })
      .describe('Null for a flow that is not saved'),
    depth: z
      .int()
      .describe('1 for a flow that the simulated one leads to, 2 for one that such a flow leads to'),
    notFollowed: z
      .enum(NOT_FOLLOWED)
      .nullable()
      .describe(
        'Why the passage is not simulated, and stands still: follow was not asked, too many flows in a row, too many altogether, closed to you, or the simulation was over',
      ),
    steps: z.array(stepAnswer),
    end: endAnswer.nullable(),
  })
  .meta({ id: 'SimulatedOtherFlow' });

export const simulationAnswer = z
  .strictObject({
    flowId: z.string().nullable().describe('Null for a flow that is not saved'),
    revisionId: z.string().nullable(),
    record: z.strictObject({
      objectTypeId: z.string(),
      objectId: z.string(),
      isMadeUp: z.boolean(),
    }),
    startAt: instantAnswer,
    entered: z.boolean(),
    rules: z.array(rule).describe('The rules of the door, in the order in which they are asked'),
    criteria: criteriaAnswer.nullable(),
    event: z
      .array(eventVerdictAnswer)
      .describe('Each filter branch of the flow for events of the given type'),
    steps: z.array(stepAnswer),
    end: endAnswer,
    otherFlows: z.array(otherFlowAnswer).describe('Other flows that actions have let records into, in order'),
    problems: z
      .array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() }))
      .describe("Parts of the flow's criteria that cannot be asked"),
  })
  .meta({ id: 'Simulation' });
