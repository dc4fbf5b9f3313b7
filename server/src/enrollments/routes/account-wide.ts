import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import {
  type ErrorGroup,
  type GroupKey,
  groupErrors,
  listSteps,
  type StepView,
} from '../../passages/index.ts';
import { type AnswerOf, type App, fromBase64url, page, pageOf, whole } from '../../platform/index.ts';
import { idsOfAnyType } from '../../records/index.ts';
import { anyStepAnswer, type errorGroupAnswer, errorGroupsAnswer } from '../answers.ts';
import { shownTo } from '../shown-steps.ts';
import { chosenFlows, type Flows } from './chosen-flows.ts';
import { config, id } from './inputs.ts';
import { stepCursorText, stepMembers, stepsQuery } from './steps-query.ts';

const GROUPS_PER_PAGE_MAX = 100;

const allSteps = z.object({ ...stepsQuery.shape, flowId: id.optional() });

const errors = z.object({
  ...stepMembers,
  flowId: id.optional(),
  outcome: z.enum(['FAILED', 'SKIPPED']).default('FAILED'),
  limit: whole(1, GROUPS_PER_PAGE_MAX).default(GROUPS_PER_PAGE_MAX),
  after: z.string().max(1_000).transform(keyOf).optional(),
});

/** The action log of all flows that the caller may see, and its errors by cause. */
export function accountWideRoutes(app: App, store: Store): void {
  const { sql } = store;

  const log = {
    summary: 'Read the action log of all flows',
    querystring: allSteps,
    response: { 200: pageOf(anyStepAnswer) },
  };
  app.get('/millrace/v1/steps', { config, schema: log }, async (request) => {
    const { flowId, objectId, ...query } = request.query;
    const flows = await chosenFlows(sql, request.caller, flowId);
    const { accountId } = request.caller;
    const objectIds = objectId === undefined ? undefined : await idsOfAnyType(sql, accountId, objectId);
    const listed = await listSteps(sql, accountId, [...flows.keys()], { ...query, objectIds });
    const found = await shownTo(sql, request.caller, listed);
    const { results, ...paging } = page(found, query.limit, stepCursorText, request);
    return { results: results.map((step) => shownStep(step, flows)), ...paging };
  });

  const wrong = {
    summary: 'List the errors of all flows by cause, the most frequent first',
    querystring: errors,
    response: { 200: errorGroupsAnswer },
  };
  app.get('/millrace/v1/errors', { config, schema: wrong }, async (request) => {
    const { flowId, ...query } = request.query;
    const flows = await chosenFlows(sql, request.caller, flowId);
    const { groups, complete } = await groupErrors(sql, request.caller.accountId, [...flows.keys()], query);
    const { results, ...paging } = page(groups, query.limit, keyText, request);
    return { results: results.map((group) => shownGroup(group, flows)), complete, ...paging };
  });
}

/** Hides the details of steps on records that the caller may not read. */
function shownStep(step: StepView, flows: Flows): AnswerOf<typeof anyStepAnswer> {
  const flow = flows.get(step.flowId)!;
  return { ...step, flowName: flow.name, detail: flow.recordsOpen ? step.detail : null };
}

function shownGroup(group: ErrorGroup, flows: Flows): AnswerOf<typeof errorGroupAnswer> {
  const flow = flows.get(group.flowId)!;
  const { sample } = group;
  return {
    ...group,
    flowName: flow.name,
    sample: { ...sample, message: flow.recordsOpen ? sample.message : null },
  };
}

const key = z.tuple([z.int32().min(1), id, z.string(), z.string()]);

function keyText({ count, flowId, actionId, reason }: GroupKey): string {
  return Buffer.from(JSON.stringify([count, flowId, actionId, reason])).toString('base64url');
}

function keyOf(text: string, context: z.RefinementCtx): GroupKey {
  const parsed = key.safeParse(jsonOf(fromBase64url(text)?.toString() ?? ''));
  if (parsed.success) {
    const [count, flowId, actionId, reason] = parsed.data;
    const texts = `${actionId} ${reason}`;
    if (!texts.includes('\0') && texts.isWellFormed()) return { count, flowId, actionId, reason };
  }
  context.addIssue({ code: 'custom', message: 'must be the cursor of an earlier page' });
  return z.NEVER;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
