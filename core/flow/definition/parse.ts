import type * as z from 'zod';
import { CONTACT } from '../../crm/index.ts';
import { type Parsed, type Problem, parseInput, quote } from '../../problem/index.ts';
import { type FlowDefinition, type FlowUpdate, flowCreateSchema, flowUpdateSchema } from './flow.ts';
import { unstorable } from './storable.ts';

/**
 * Reads the body of a create, or a stored flow as the API answers it: the server's own members are ignored.
 * The body itself stays as it came, except for members of a wrong type; the result has every default filled in.
 */
export function parseFlowForCreate(input: unknown): Parsed<FlowDefinition> {
  return parse<FlowDefinition>(flowCreateSchema, input);
}

/** Reads the body of an update, which is a full replacement: members left out are cleared. */
export function parseFlowForUpdate(input: unknown): Parsed<FlowUpdate> {
  return parse<FlowUpdate>(flowUpdateSchema, input);
}

/** The definition after an update of the current one; members fixed at creation stay unless the update repeats them. */
export function definitionAfter(update: FlowUpdate, current: FlowDefinition): FlowDefinition {
  const { revisionId: _, ...body } = update;
  return {
    ...body,
    flowType: update.flowType ?? current.flowType,
    objectTypeId: update.objectTypeId ?? current.objectTypeId,
    dataSources: update.dataSources ?? current.dataSources,
  };
}

function parse<Flow extends FlowDefinition | FlowUpdate>(
  schema: z.ZodType<Flow>,
  input: unknown,
): Parsed<Flow> {
  const cannotBeKept = unstorable(input);
  if (cannotBeKept) return refuse([cannotBeKept]);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refuse(parsed.problems.map(inWordsOfTheOriginal));
  const problems = objectTypeProblems(parsed.value);
  return problems.length > 0 ? refuse(problems) : parsed;
}

function refuse(problems: readonly Problem[]): { ok: false; problems: readonly Problem[] } {
  return { ok: false, problems };
}

/** Clients match on the original's words for a missing member; our own explanation follows. */
function inWordsOfTheOriginal(problem: Problem): Problem {
  if (problem.code !== 'REQUIRED' || problem.path === '') return problem;
  const member = problem.path.slice(problem.path.lastIndexOf('.') + 1);
  return { ...problem, message: `Some required fields were not set: [${member}]. ${problem.message}` };
}

/** Contact flows are over contacts, and platform flows over everything else. The original blames the object type. */
function objectTypeProblems(flow: FlowDefinition | FlowUpdate): Problem[] {
  const { type, objectTypeId } = flow;
  if (objectTypeId === undefined || (type === 'CONTACT_FLOW') === (objectTypeId === CONTACT)) return [];
  const message =
    type === 'PLATFORM_FLOW'
      ? `Expected an object type other than "${CONTACT}" objectType but got "${CONTACT}". ` +
        `objectTypeId is contacts, and a flow over contacts has the type "CONTACT_FLOW", not "PLATFORM_FLOW".`
      : `Expected "${CONTACT}" objectType but got ${quote(objectTypeId)}. ` +
        `A "CONTACT_FLOW" is over contacts; with objectTypeId ${quote(objectTypeId)} the type is "PLATFORM_FLOW".`;
  return [{ path: 'objectTypeId', code: 'OBJECT_TYPE_DOES_NOT_FIT', message }];
}
