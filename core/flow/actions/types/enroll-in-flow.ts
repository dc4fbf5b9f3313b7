import type { SingleConnectionAction } from '../../definition/index.ts';
import {
  CHAIN_KEPT_FROM,
  CHANGE_DEPTH_MAX,
  chainThrough,
  type DoorRefusal,
  type Entrance,
  type FlowName,
  type Outcome,
  type RunContext,
  type Write,
} from '../../engine/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { flow, optional, said } from '../fields.ts';
import { sayEnrollInFlow } from './enroll-in-flow.say.ts';

const fields = {
  flow_id: said(optional(flow('Flow')), 'A workflow over the same type of record.'),
  workflow_id: said(optional(flow('Flow, by the id of the older API')), 'Used where no flow is named above.'),
};

export const enrollInFlow = internal({
  id: '0-15',
  say: sayEnrollInFlow,
  name: 'Enroll in another workflow',
  says:
    "Lets the enrolled record into another flow over the same object type. The other flow's triggers are not asked; its door is, as when a " +
    'record is enrolled by hand: a record that is inside stays where it is, one that was inside before comes again only if the flow ' +
    'lets records come again, and its suppression, goal and criteria for leaving keep records out. A refusal skips the step with its reason. ' +
    'Flows that enroll each other for ever are stopped after a hundred rounds.',
  summary: 'Enrolls the record in another workflow.',
  icon: 'workflow',
  group: 'WORKFLOW',
  outputs: [{ key: 'flow_id', says: 'The id of the flow that the record has entered.' }],
  reasons: {
    FLOW_NOT_FOUND: 'There is no such flow, or it was deleted.',
    TARGET_FLOW_TURNED_OFF: 'The other flow is turned off.',
    OBJECT_TYPE_DOES_NOT_FIT: 'The other flow is over records of another object type.',
    ALREADY_ACTIVE: 'The record is in the other flow already.',
    ENROLLED_BEFORE: 'The record was in the other flow before, which lets no record come again.',
    SUPPRESSED: 'The record is in a suppression list of the other flow.',
    UNENROLLMENT_CRITERIA_MET: "The record meets the other flow's criteria for leaving.",
    GOAL_MET: "The record has met the other flow's goal.",
    LOOP_ENDED: 'Flows have enrolled the record in each other a hundred times in a row.',
  },
  fields,
  compile: ({ flow_id, workflow_id }, action: SingleConnectionAction) => {
    const name: FlowName | null =
      flow_id !== undefined
        ? { by: 'flowId', id: flow_id }
        : workflow_id !== undefined
          ? { by: 'workflowId', id: workflow_id }
          : null;
    if (!name) return misconfigured([NO_FLOW]);
    return (run) => enroll(run, name, action);
  },
  examples: [
    {
      shows: 'The record enters the other flow.',
      action: { fields: { flow_id: '8' } },
      known: [known(null)],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        outputs: { flow_id: '8' },
        detail: { flowId: '8' },
      },
    },
    ...refusals(),
    {
      shows: 'A flow that is turned off.',
      action: { fields: { flow_id: '8' } },
      known: [closed('TARGET_FLOW_TURNED_OFF', 'The flow 8 is turned off.')],
      outcome: { outcome: 'FAILED', reason: 'TARGET_FLOW_TURNED_OFF', next: '2' },
    },
    {
      shows: 'A flow over companies takes no contact.',
      action: { fields: { flow_id: '8' } },
      known: [closed('OBJECT_TYPE_DOES_NOT_FIT', 'The flow 8 is over records of the object type 0-2.')],
      outcome: { outcome: 'FAILED', reason: 'OBJECT_TYPE_DOES_NOT_FIT', next: '2' },
    },
    {
      shows: 'A flow that was deleted, by the id that the older API has for it.',
      action: { fields: { workflow_id: '12' } },
      outcome: { outcome: 'FAILED', reason: 'FLOW_NOT_FOUND', next: '2' },
    },
    {
      shows: 'Flows that enroll the record in each other for ever.',
      action: { fields: { flow_id: '8' } },
      depth: CHANGE_DEPTH_MAX,
      known: [known(null)],
      outcome: { outcome: 'SKIPPED', reason: 'LOOP_ENDED', next: '2' },
    },
  ],
});

const NO_FLOW = {
  path: 'fields.flow_id',
  code: 'REQUIRED',
  message: 'fields.flow_id is required, such as "12".',
};

function enroll(run: RunContext, flow: FlowName, action: SingleConnectionAction): Outcome {
  const { record, workspace } = run;
  const ref = { objectTypeId: record.objectTypeId, id: record.id };
  const ask = { kind: 'admission', flow, ref, claim: run.idempotencyKey } as const;
  const answer = workspace.answer(ask);
  if (!answer) return { kind: 'needs', asks: [ask] };
  if (answer.kind === 'closed') return { kind: 'failed', reason: answer.reason, message: answer.message };
  const { entrance } = answer;
  const refusal = workspace.isEnrolling(entrance.flowId, ref) ? 'ALREADY_ACTIVE' : answer.refusal;
  if (refusal === 'ALREADY_ACTIVE' || refusal === 'ENROLLED_BEFORE') return refused(refusal, entrance);
  const write = enrolling(run, entrance, refusal, action.actionId);
  if (write.refusal !== null) return { ...refused(write.refusal, entrance), writes: [write] };
  return {
    kind: 'done',
    connection: action.connection,
    writes: [write],
    outputs: { flow_id: entrance.flowId },
    detail: { flowId: entrance.flowId },
  };
}

/** A record that has been handed round between flows too often does not come in again. */
function enrolling(
  { record, enrollment, program }: RunContext,
  entrance: Entrance,
  refusal: Exclude<DoorRefusal, 'ALREADY_ACTIVE' | 'ENROLLED_BEFORE'> | null,
  actionId: string,
): Extract<Write, { kind: 'enroll' }> {
  const depth = enrollment.depth + 1;
  const through = chainThrough(enrollment.trigger.through, program.flowId);
  // A chain that is not known, since a list stood in between, counts as a loop.
  const isLoop = depth > CHANGE_DEPTH_MAX && (through.length === 1 || through.includes(entrance.flowId));
  return {
    kind: 'enroll',
    entrance,
    ref: { objectTypeId: record.objectTypeId, id: record.id },
    trigger: {
      kind: 'FLOW',
      by: { flowId: program.flowId, enrollmentId: enrollment.id, actionId },
      ...(depth > CHAIN_KEPT_FROM ? { through } : {}),
    },
    depth,
    refusal: refusal ?? (isLoop ? 'LOOP_ENDED' : null),
  };
}

const WHY: Readonly<Record<DoorRefusal | 'LOOP_ENDED', string>> = {
  ALREADY_ACTIVE: 'the record is inside already',
  ENROLLED_BEFORE: 'the record was inside before, and the flow lets no record come again',
  SUPPRESSED: "the record is in one of the flow's suppression lists",
  UNENROLLMENT_CRITERIA_MET: "the record meets the flow's criteria for leaving",
  GOAL_MET: "the record has met the flow's goal",
  LOOP_ENDED: `flows have enrolled the record in each other ${CHANGE_DEPTH_MAX} times in a row`,
};

function refused(reason: DoorRefusal | 'LOOP_ENDED', { flowId }: Entrance) {
  return {
    kind: 'skipped',
    reason,
    message: `The flow ${flowId} does not let the record in: ${WHY[reason]}.`,
  } as const;
}

function known(refusal: DoorRefusal | null) {
  return {
    ask: {
      kind: 'admission',
      flow: { by: 'flowId', id: '8' },
      ref: { objectTypeId: '0-1', id: '101' },
      claim: '1:1:1',
    },
    answer: { kind: 'open', entrance: { flowId: '8', revisionId: '3', startActionId: '1' }, refusal },
  } as const;
}

function closed(reason: 'OBJECT_TYPE_DOES_NOT_FIT' | 'TARGET_FLOW_TURNED_OFF', message: string) {
  return { ...known(null), answer: { kind: 'closed', reason, message } } as const;
}

function refusals() {
  const shown: readonly (readonly [DoorRefusal, string])[] = [
    ['ALREADY_ACTIVE', 'A record that is in the other flow stays where it is.'],
    ['ENROLLED_BEFORE', 'A record that was in the other flow before, which lets no record come again.'],
    ['SUPPRESSED', 'A member of a suppression list of the other flow.'],
    ['UNENROLLMENT_CRITERIA_MET', "A record that meets the other flow's criteria for leaving."],
    ['GOAL_MET', "A record that has met the other flow's goal."],
  ];
  return shown.map(([reason, shows]) => ({
    shows,
    action: { fields: { flow_id: '8' } },
    known: [known(reason)],
    outcome: { outcome: 'SKIPPED', reason, next: '2' } as const,
  }));
}
