import { type Problem, parseWith } from '@millrace/core/problem';
import { z } from 'zod';
import { actionToFlow, type KeepSecret, type Members } from './actions/index.ts';
import { filterBranchOf } from './filters.ts';

/** Actions that one workflow may be made of, those of its branches counted, as in the original. */
const WORKFLOW_ACTIONS_MAX = 500;

/** The actions of a flow, and what is wrong with those sent. */
export interface ActionGraph {
  readonly startActionId: string | undefined;
  readonly actions: readonly Members[];
  readonly problems: readonly Problem[];
}

/** Lays actions of the older API, which nest inside of branches, out as the graph of a flow, with ids from 1. */
export function actionGraphOf(sent: readonly unknown[], at: string, keepSecret: KeepSecret): ActionGraph {
  const plan: Plan = { actions: [], problems: [], lastId: 0, keepSecret };
  const startActionId = layOut(sent, at, plan);
  return { startActionId, actions: plan.actions, problems: plan.problems };
}

interface Plan {
  readonly actions: Members[];
  readonly problems: Problem[];
  lastId: number;
  readonly keepSecret: KeepSecret;
}

/** Lays out actions in a row; the id of the first. Ids are given in the order in which the actions are written. */
function layOut(sent: readonly unknown[], at: string, plan: Plan): string | undefined {
  if (plan.lastId + sent.length > WORKFLOW_ACTIONS_MAX) {
    const message = `A workflow has at most ${WORKFLOW_ACTIONS_MAX} actions.`;
    plan.problems.push({ path: at, code: 'OUT_OF_RANGE', message });
    return undefined;
  }
  const ids = sent.map(() => String(++plan.lastId));
  for (const [index, action] of sent.entries()) {
    const place = `${at}[${index}]`;
    const next = ids[index + 1];
    const actionId = ids[index]!;
    if (isBranch(action)) layOutBranch(action, place, actionId, next, plan);
    else {
      const mapped = actionToFlow(action, place, plan.keepSecret);
      if (mapped.ok) plan.actions.push({ ...mapped.value, actionId, ...edge('connection', next) });
      else plan.problems.push(...mapped.problems);
    }
  }
  return ids[0];
}

const branch = z.object({
  filters: z.unknown(),
  acceptActions: z.array(z.unknown()).nullish(),
  rejectActions: z.array(z.unknown()).nullish(),
});

/** `BRANCH`: contacts that meet `filters` go by `acceptActions`, the others by `rejectActions`; they do not meet again. */
function layOutBranch(
  input: unknown,
  at: string,
  actionId: string,
  next: string | undefined,
  plan: Plan,
): void {
  const parsed = parseWith(branch, input, at);
  if (!parsed.ok) {
    plan.problems.push(...parsed.problems);
    return;
  }
  const { filters, acceptActions, rejectActions } = parsed.value;
  const filterBranch = filterBranchOf(filters, `${at}.filters`);
  if (!filterBranch.ok) plan.problems.push(...filterBranch.problems);
  if (next !== undefined) {
    const message = `${at} is a BRANCH and must be the last of its actions; put what follows into its acceptActions and rejectActions.`;
    plan.problems.push({ path: at, code: 'BRANCH_IS_NOT_LAST', message });
  }
  const node = {
    type: 'LIST_BRANCH',
    actionId,
    listBranches: [
      {
        branchName: 'Yes',
        filterBranch: filterBranch.ok ? filterBranch.value : undefined,
        ...edge('connection', layOut(acceptActions ?? [], `${at}.acceptActions`, plan)),
      },
    ],
    defaultBranchName: 'No',
    ...edge('defaultBranch', layOut(rejectActions ?? [], `${at}.rejectActions`, plan)),
  };
  plan.actions.push(node);
}

function isBranch(action: unknown): boolean {
  return typeof action === 'object' && action !== null && 'type' in action && action.type === 'BRANCH';
}

function edge(member: string, nextActionId: string | undefined): Members {
  return nextActionId === undefined ? {} : { [member]: { edgeType: 'STANDARD', nextActionId } };
}
