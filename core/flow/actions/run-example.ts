import { CrmSchema, newRecord } from '../../crm/index.ts';
import { type RecordImage, recordKey, World } from '../../record/index.ts';
import { iso } from '../../time/index.ts';
import { parseFlowForCreate } from '../definition/index.ts';
import {
  type Ask,
  drive,
  type EffectResult,
  type EnrollmentState,
  emptyAnswer,
  type FlowProgram,
  type KeyedEffect,
  questionOf,
  type Turn,
  Workspace,
} from '../engine/index.ts';
import type { ActionType } from './action-type.ts';
import { compileFlow } from './compile-flow.ts';
import type { Example, ExampleOutcome, Known } from './example.ts';

/** A Monday. */
export const EXAMPLE_NOW = Date.parse('2026-03-02T09:00:00Z');
/** The enrolled record of every example. */
export const EXAMPLE_RECORD = '101';
/** The action of the example, and its next action. */
const ACTION = '1';
const FLOW = '7';
export const EXAMPLE_NEXT = '2';

const CONTACT = '0-1';
const NOTHING_ADDED = { objectTypes: [], properties: [], groups: [], associationTypes: [], pipelines: [] };

/** What came of an example, and what it took. */
export interface ExampleRun extends ExampleOutcome {
  /** What it asked, of whichever record. */
  readonly asks: readonly Ask[];
  /** Whether the action says of itself that it stays with its record. */
  readonly staysWithRecord: boolean;
}

/** Runs an example as the engine runs a flow, in memory: answers that it does not give are those of an empty account. */
export async function runExample(type: ActionType, example: Example): Promise<ExampleRun> {
  const { objectTypeId = CONTACT, properties = {}, known = [], results } = example;
  const schema = new CrmSchema(NOTHING_ADDED);
  const objectType = schema.objectType(objectTypeId)!;
  const made = newRecord(objectType, EXAMPLE_RECORD, properties, {
    at: EXAMPLE_NOW,
    source: { type: 'API' },
  });
  const record: RecordImage = {
    ...made,
    createdByFlow: example.isOwnRecord ? FLOW : null,
    createdAt: EXAMPLE_NOW,
    updatedAt: EXAMPLE_NOW,
    archivedAt: null,
  };
  const workspace = new Workspace(new World());
  workspace.loadRecord(record, record, 'write');
  const definition = definitionOf(type, example);
  const context = { flowId: FLOW, objectTypeId, schema, timeZone: example.timeZone ?? 'UTC' };
  const compiled = compileFlow({ flowId: FLOW, revisionId: '1', definition }, context);
  const asks: Ask[] = [];
  const run = { asks, staysWithRecord: compiled.nodes.get(ACTION)!.staysWithRecord() };
  const { policy } = example;
  const program = policy ? { ...compiled, policies: { actions: new Map([[ACTION, policy]]) } } : compiled;
  const enrollment: EnrollmentState = {
    id: '1',
    flowId: FLOW,
    record,
    enrolledAt: EXAMPLE_NOW,
    trigger: { kind: 'MANUAL' },
    depth: example.depth ?? 0,
    actionId: ACTION,
    revisionId: '1',
    wait: null,
    outputs: {},
    stepCount: 0,
  };
  const asked = await driveOne(program, enrollment, workspace, known, asks);
  const effects = effectsOf(asked);
  if (effects.length === 0 || !results) return { ...told(asked, effects, workspace), ...run };
  const finished = await finish(program, asked, effects, results, workspace);
  return { ...told(finished, effects, workspace), ...run };
}

/** A flow of the action and, behind its connection, a wait, at which the run stops. */
function definitionOf(type: ActionType, { action, anchor, objectTypeId = CONTACT }: Example) {
  const isNode = !/^\d+-\d+$/.test(type.id);
  const next = { edgeType: 'STANDARD', nextActionId: EXAMPLE_NEXT };
  const node = isNode
    ? { type: type.id, actionId: ACTION, ...action }
    : { type: 'SINGLE_CONNECTION', actionId: ACTION, actionTypeId: type.id, connection: next, ...action };
  const parsed = parseFlowForCreate({
    type: objectTypeId === CONTACT ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId,
    isEnabled: true,
    startActionId: ACTION,
    actions: [node, ...['2', '3'].map(endless)],
    eventAnchor: anchor,
  });
  if (!parsed.ok) throw new Error(`The example cannot be read: ${JSON.stringify(parsed.problems)}`);
  return parsed.value;
}

function endless(actionId: string) {
  return {
    type: 'SINGLE_CONNECTION',
    actionId,
    actionTypeId: '0-1',
    fields: { delta: '1', time_unit: 'DAYS' },
  };
}

async function driveOne(
  program: FlowProgram,
  enrollment: EnrollmentState,
  workspace: Workspace,
  known: readonly Known[],
  asked: Ask[] = [],
): Promise<Turn> {
  const answers = new Map(known.map(({ ask, answer }) => [questionOf(ask), answer]));
  const answer = (asks: readonly Ask[]) => {
    asked.push(...asks);
    for (const ask of asks) workspace.keep(ask, answers.get(questionOf(ask)) ?? emptyAnswer(ask));
    return Promise.resolve();
  };
  const [turn] = await drive([{ program, enrollment }], {
    workspace,
    now: EXAMPLE_NOW,
    afterRemoved: () => null,
    answer,
  });
  return turn!;
}

function effectsOf({ halt }: Turn): readonly KeyedEffect[] {
  return halt.kind === 'parked' ? halt.effects : [];
}

function finish(
  program: FlowProgram,
  { enrollment }: Turn,
  effects: readonly KeyedEffect[],
  results: readonly EffectResult[],
  workspace: Workspace,
): Promise<Turn> {
  const known = effects.map(({ key }, index) => ({
    ask: { kind: 'effectResult', key } as const,
    answer: results[index] ?? null,
  }));
  return driveOne(program, enrollment, workspace, known);
}

function told(
  { enrollment, steps, halt }: Turn,
  effects: readonly KeyedEffect[],
  { world }: Workspace,
): ExampleOutcome {
  const [step] = steps;
  const isAtAction = enrollment.actionId === ACTION;
  return {
    outcome: isAtAction ? 'WAITING' : (step?.outcome ?? 'WAITING'),
    reason: step?.reason ?? null,
    detail: step?.detail ?? null,
    next: isAtAction ? ACTION : enrollment.actionId,
    waitsUntil: isAtAction && halt.kind === 'parked' && halt.until !== null ? iso(halt.until) : null,
    wakes: isAtAction ? (enrollment.wait?.wakes ?? []) : [],
    outputs: enrollment.outputs[ACTION] ?? {},
    effects: effects.map(({ effect }) => effect),
    changes: world.changes.map(({ ref, kind, after }) => ({ record: recordKey(ref), kind, after })),
  };
}
