import {
  actionTypeOf,
  checkFlow,
  compileFlow,
  type FlowProgram,
  type ProgramNode,
  parseFlowForCreate,
} from '@millrace/core/flow';
import type { Problem } from '@millrace/core/problem';
import { quote } from '@millrace/core/problem';
import { BusinessCalendar } from '@millrace/core/time';
import { readHolidays } from '../accounts/index.ts';
import { loadAppActions } from '../app-actions/index.ts';
import { flowRefused, loadPrograms, loadRevisions, requireDefinitionShown } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { type Caller, invalid, notFound, refused } from '../platform/index.ts';
import type { AssumedResult } from './assumed-results.ts';
import type { SimulateBody } from './request.ts';

/** The flow of a simulation: a saved one, as it is or was at a revision, or one that is not saved. */
export type SimulatedFlow =
  | { readonly flowId: string; readonly revisionId?: string | undefined }
  | { readonly unsaved: unknown };

/** No flow has it. */
export const UNSAVED = '0';

/** The program, as if its flow were on. 403 when it is closed to the caller, or what it tells of records. */
export async function programOf(unit: Unit, caller: Caller, flow: SimulatedFlow): Promise<FlowProgram> {
  const program =
    'unsaved' in flow ? await unsavedProgram(unit, flow.unsaved) : await savedProgram(unit, flow);
  requireDefinitionShown(unit.schema, caller, program.definition);
  return program;
}

async function savedProgram(
  { tx, account }: Unit,
  { flowId, revisionId }: { readonly flowId: string; readonly revisionId?: string | undefined },
): Promise<FlowProgram> {
  const current = (await loadPrograms(tx, account, [flowId])).get(flowId);
  if (!current) throw notFound(`There is no flow ${flowId}.`);
  if (revisionId === undefined || revisionId === current.revisionId) return current;
  const [then] = await loadRevisions(tx, account, [{ flowId, revisionId }]);
  if (!then) throw notFound(`Flow ${flowId} has no revision ${quote(revisionId)}.`);
  return current.policies ? { ...then, policies: current.policies } : then;
}

async function unsavedProgram({ tx, account, schema }: Unit, body: unknown): Promise<FlowProgram> {
  const parsed = parseFlowForCreate(body);
  if (!parsed.ok) throw flowRefused('creation', parsed.problems.map(inFlow));
  const definition = parsed.value;
  const problems = checkFlow(definition);
  if (problems.length > 0) throw flowRefused('creation', problems.map(inFlow));
  const { objectTypeId } = definition;
  if (!schema.objectType(objectTypeId))
    throw refused(
      'flow.objectTypeId',
      'UNKNOWN_OBJECT_TYPE',
      `flow.objectTypeId ${quote(objectTypeId)} is no object type of this account.`,
    );
  const appActions = await loadAppActions(tx, account.id, account.schemaVersion, schema);
  const calendar = new BusinessCalendar(await readHolidays(tx, account.id));
  const context = { flowId: UNSAVED, objectTypeId, schema, timeZone: account.timeZone, calendar, appActions };
  return compileFlow({ flowId: UNSAVED, revisionId: UNSAVED, definition }, context);
}

function inFlow(problem: Problem): Problem {
  return { ...problem, path: problem.path === '' ? 'flow' : `flow.${problem.path}` };
}

/** The program with the ways of random splits as they were chosen, and turned on. 400 for a choice that there is not. */
export function asChosen(program: FlowProgram, chosen: SimulateBody['assume']['branches']): FlowProgram {
  const problems: Problem[] = [];
  const nodes = new Map(program.nodes);
  for (const [place, { actionId, index }] of chosen.entries()) {
    const path = `assume.branches[${place}]`;
    const action = program.definition.actions.find((each) => each.actionId === actionId);
    const node = nodes.get(actionId);
    if (!action || !node) problems.push(noAction(`${path}.actionId`, actionId));
    else if (action.type !== 'AB_TEST_BRANCH')
      problems.push({
        path: `${path}.actionId`,
        code: 'NOT_A_RANDOM_SPLIT',
        message: `${path}.actionId ${quote(actionId)} is no random split: what other branches do follows from the record.`,
      });
    else if (index >= action.testBranches.length)
      problems.push({
        path: `${path}.index`,
        code: 'OUT_OF_RANGE',
        message: `${path}.index is ${index}: the action ${quote(actionId)} has ${action.testBranches.length} branches, counted from 0.`,
      });
    else nodes.set(actionId, leadingTo(node, index, action.testBranches[index]!.connection));
  }
  if (problems.length > 0) throw invalid(problems);
  return { ...program, isEnabled: true, nodes };
}

function leadingTo(
  { run: _, finish: __, ...node }: ProgramNode,
  index: number,
  connection: ProgramNode['connection'],
): ProgramNode {
  return {
    ...node,
    finish: undefined,
    run: () => ({ kind: 'done', connection, detail: { branch: index } }),
  };
}

/** What is assumed of effects. 400 for an action that is not there, or that asks for none. */
export async function assumedResultsOf(
  { tx, account, schema }: Unit,
  { definition }: FlowProgram,
  results: SimulateBody['assume']['results'],
): Promise<readonly AssumedResult[]> {
  if (results.length === 0) return [];
  const appActions = await loadAppActions(tx, account.id, account.schemaVersion, schema);
  const problems = results.flatMap(({ actionId, status }, place): Problem[] => {
    const path = `assume.results[${place}]`;
    const action = definition.actions.find((each) => each.actionId === actionId);
    if (!action) return [noAction(`${path}.actionId`, actionId)];
    const type = actionTypeOf(action, appActions);
    if (type.kind !== 'external') {
      const message = `${path}.actionId ${quote(actionId)} is "${type.name}", which does nothing outside: its outcome follows from the record.`;
      return [{ path: `${path}.actionId`, code: 'NO_EFFECT', message }];
    }
    if (status === undefined || SENDS_NO_REQUEST.has(type.id)) {
      if (status === undefined) return [];
      const message = `${path}.status is of requests; the action ${quote(actionId)} is "${type.name}".`;
      return [{ path: `${path}.status`, code: 'NO_REQUEST', message }];
    }
    return [];
  });
  if (problems.length > 0) throw invalid(problems);
  return results.map(({ outcome = 'SUCCEEDED', outputs, actionId, reason, message, status }) => {
    return { actionId, outcome, outputs, reason, message, status };
  });
}

/** External actions without a receiver that answers with a status. */
const SENDS_NO_REQUEST: ReadonlySet<string> = new Set(['CUSTOM_CODE', '0-4', '0-8', '0-23']);

function noAction(path: string, actionId: string): Problem {
  const message = `${path} ${quote(actionId)} is no action of the flow.`;
  return { path, code: 'UNKNOWN_ACTION', message };
}
