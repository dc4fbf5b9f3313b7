import { CrmSchema } from '../../crm/index.ts';
import { type RecordImage, World } from '../../record/index.ts';
import { type Connection, parseFlowForCreate } from '../definition/index.ts';
import {
  type Ask,
  type DriveOptions,
  drive,
  type EnrollmentState,
  emptyAnswer,
  type FlowProgram,
  type Outcome,
  type ProgramNode,
  type RunContext,
  type Turn,
  Workspace,
} from './index.ts';

export const NOW = Date.parse('2026-03-02T09:00:00Z');
export const RECORD: RecordImage = {
  objectTypeId: '0-1',
  id: '101',
  properties: {},
  createdAt: 0,
  updatedAt: 0,
  archivedAt: null,
  createdByFlow: null,
};

const parsed = parseFlowForCreate({ type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' });
if (!parsed.ok) throw new Error('An empty flow cannot be read.');
const definition = parsed.value;
const NOTHING_ADDED = { objectTypes: [], properties: [], groups: [], associationTypes: [], pipelines: [] };

export const to = (nextActionId: string): Connection => ({ edgeType: 'STANDARD', nextActionId });
export const done = (connection?: Connection): Outcome => ({ kind: 'done', connection });

/** A node that does what it is told. */
export function node(
  actionId: string,
  run: (context: RunContext) => Outcome,
  more: Partial<ProgramNode> = {},
): ProgramNode {
  return {
    actionId,
    actionType: '0-5',
    connection: undefined,
    isFlowControl: false,
    waits: false,
    staysWithRecord: () => true,
    run,
    finish: undefined,
    ...more,
  };
}

export function programOf(nodes: readonly ProgramNode[], more: Partial<FlowProgram> = {}): FlowProgram {
  return {
    flowId: '7',
    revisionId: '1',
    objectTypeId: '0-1',
    definition,
    isEnabled: true,
    startActionId: nodes[0]?.actionId,
    allowedFrom: undefined,
    goal: undefined,
    schema: new CrmSchema(NOTHING_ADDED),
    timeZone: 'UTC',
    keepsStates: () => false,
    nodes: new Map(nodes.map((each) => [each.actionId, each])),
    ...more,
  };
}

export function enrollmentAt(actionId: string | null, more: Partial<EnrollmentState> = {}): EnrollmentState {
  return {
    id: '1',
    flowId: '7',
    record: RECORD,
    enrolledAt: NOW,
    trigger: { kind: 'MANUAL' },
    depth: 0,
    actionId,
    revisionId: '1',
    wait: null,
    outputs: {},
    stepCount: 0,
    ...more,
  };
}

export interface Driven extends Turn {
  /** What was asked, a list a round. */
  readonly asked: readonly (readonly Ask[])[];
  readonly workspace: Workspace;
}

/** Drives one enrollment over the record in memory. */
export async function driveOne(
  program: FlowProgram | null,
  enrollment: EnrollmentState,
  {
    now = NOW,
    record = RECORD,
    isPaused = false,
    ...more
  }: Partial<DriveOptions> & { record?: RecordImage | null; isPaused?: boolean } = {},
): Promise<Driven> {
  const workspace = more.workspace ?? new Workspace(new World());
  if (!more.workspace) workspace.loadRecord(RECORD, record, 'write');
  const asked: Ask[][] = [];
  const [turn] = await drive([{ program, enrollment, isPaused }], {
    now,
    workspace,
    afterRemoved: () => null,
    answer(asks) {
      asked.push([...asks]);
      for (const ask of asks) workspace.keep(ask, emptyAnswer(ask));
      return Promise.resolve();
    },
    ...more,
  });
  return { ...turn!, asked, workspace };
}
