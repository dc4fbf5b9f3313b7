import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { requireFlow } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import {
  ERROR_STATES,
  type ErrorGroup,
  forgetErrorState,
  type GroupKey,
  groupErrors,
  listSteps,
  type StepView,
  saveErrorState,
} from '../../passages/index.ts';
import {
  type AnswerOf,
  type App,
  authorOf,
  fromBase64url,
  instant,
  noContent,
  notFound,
  page,
  pageFound,
  pageOf,
  refused,
  truth,
  whole,
} from '../../platform/index.ts';
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
  state: z.enum(['OPEN', ...ERROR_STATES]).optional(),
  expected: truth.optional().describe('false leaves out what somebody wants so, as one who has unsubscribed'),
  limit: whole(1, GROUPS_PER_PAGE_MAX).default(GROUPS_PER_PAGE_MAX),
  after: z.string().max(1_000).transform(keyOf).optional(),
});

const cause = z.strictObject({
  flowId: id,
  actionId: z.string().min(1).max(100),
  reason: z.string().min(1).max(100),
});

const said = cause
  .extend({ state: z.enum(ERROR_STATES), until: instant.optional() })
  .refine(({ state, until }) => (state === 'REMIND_LATER') === (until !== undefined), {
    path: ['until'],
    message: 'goes with the state REMIND_LATER, and only with it',
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
    const items = await shownTo(sql, request.caller, listed.items);
    const { results, ...paging } = pageFound({ ...listed, items }, query.limit, stepCursorText, request);
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
    const { accountId } = request.caller;
    const { now } = await readAccount(sql, accountId);
    const { groups, complete } = await groupErrors(sql, accountId, [...flows.keys()], now, query);
    const { results, ...paging } = page(groups, query.limit, keyText, request);
    return { results: results.map((group) => shownGroup(group, flows)), complete, ...paging };
  });

  const say = {
    summary: 'Say of an error that it is fixed, ignored until it comes again, or to be told of later',
    body: said,
    response: noContent,
  };
  app.put('/millrace/v1/errors/state', { config, schema: say }, async ({ caller, body }, reply) => {
    const { state, until = null, ...cause } = body;
    await requireFlow(sql, caller, cause.flowId, 'write', 'any');
    await store.write(caller.accountId, async (unit) => {
      if (until !== null && until <= unit.account.now)
        throw refused(
          'until',
          'OUT_OF_RANGE',
          `until ${JSON.stringify(iso(until))} is past: it is ${iso(unit.account.now)}.`,
        );
      await saveErrorState(unit, { ...cause, state, until, savedBy: authorOf(caller) });
      const summary = `Said of ${cause.reason} at action ${cause.actionId} of flow ${cause.flowId}: ${state}.`;
      await noteAudit(unit, caller, {
        kind: 'ERROR_STATE_SET',
        id: cause.flowId,
        summary,
        detail: { ...cause, state },
      });
    });
    return reply.code(204).send();
  });

  const reopen = { summary: 'Open an error again', querystring: cause, response: noContent };
  app.delete('/millrace/v1/errors/state', { config, schema: reopen }, async ({ caller, query }, reply) => {
    await requireFlow(sql, caller, query.flowId, 'write', 'any');
    const forgot = await store.write(caller.accountId, async (unit) => {
      const wasThere = await forgetErrorState(unit, query);
      const { flowId, actionId, reason } = query;
      const summary = `Opened ${reason} at action ${actionId} of flow ${flowId} again.`;
      const entry = { kind: 'ERROR_REOPENED', id: flowId, summary, detail: { ...query } } as const;
      if (wasThere) await noteAudit(unit, caller, entry);
      return wasThere;
    });
    if (!forgot)
      throw notFound(
        `Nothing was said of ${query.reason} at action ${query.actionId} of flow ${query.flowId}.`,
      );
    return reply.code(204).send();
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
