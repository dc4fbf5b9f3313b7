import { quote } from '../../../problem/index.ts';
import { type Action, connectionsOf, type FlowDefinition } from '../../definition/index.ts';
import { EXECUTION_STATE } from '../../engine/index.ts';
import type { Finding, Lint, LintWorld } from './finding.ts';
import { type Input, inputsOf } from './inputs-of.ts';

/** Actions visited, in all, to find their order. Beyond it, the rest of the flow counts as in order. */
const ACTIONS_WALKED_MAX = 1_000_000;

/** Every output read has an action that exists, comes before, and gives it. */
export const outputsComeBefore: Lint = (input) => {
  const { flow, world } = input;
  const actions = new Map(flow.actions.map((action) => [action.actionId, action]));
  const comesBefore = order(flow);
  return inputsOf(input).flatMap((each) => {
    const named = outputIn(each);
    if (!named) return [];
    const reader = flow.actions[each.actionIndex]!.actionId;
    return ofOutput(named, actions.get(named.actionId), comesBefore(named.actionId, reader), world);
  });
};

interface Named {
  readonly actionId: string;
  readonly key: string;
  readonly path: string;
}

function outputIn(input: Input): Named | undefined {
  if (input.kind === 'token') {
    const [root, ...names] = input.reference;
    if (root !== 'action_outputs' || names[0] === undefined || names[1] === undefined) return undefined;
    return { actionId: names[0].replace(/^action_output_/, ''), key: names[1], path: input.path };
  }
  const { actionId, dataKey } = input.value;
  if (input.type !== 'FIELD_DATA' || typeof actionId !== 'string' || typeof dataKey !== 'string')
    return undefined;
  return { actionId, key: dataKey, path: input.path };
}

function ofOutput(
  { actionId, key, path }: Named,
  giver: Action | undefined,
  comesBefore: boolean,
  world: LintWorld,
): Finding[] {
  const reads = `${path} reads the output ${quote(key)} of the action ${quote(actionId)}`;
  if (!giver)
    return [missing(path, `${reads}, and the flow has no such action`, 'Name an action of the flow.')];
  if (!comesBefore)
    return [
      missing(
        path,
        `${reads}, which does not come before it`,
        'Name an action that comes before, or move it.',
      ),
    ];
  const type = world.typeOf(giver);
  const keys = [...type.outputsOf(giver).map((output) => output.key), EXECUTION_STATE];
  if (type.givesAnyOutput || keys.includes(key)) return [];
  return [missing(path, `${reads}, which gives no such output`, `It gives ${keys.map(quote).join(', ')}.`)];
}

function missing(path: string, what: string, fix: string): Finding {
  const message = `${what}: every run of this action fails.`;
  return { severity: 'error', code: 'OUTPUT_MISSING', path, message, fix };
}

/** Whether an action can have run before another. One walk for each action whose outputs are read. */
function order({ actions }: FlowDefinition): (earlier: string, later: string) => boolean {
  const next = new Map(
    actions.map((action) => [
      action.actionId,
      connectionsOf(action).map(({ connection }) => connection.nextActionId),
    ]),
  );
  const reached = new Map<string, ReadonlySet<string>>();
  let walked = 0;
  return (earlier, later) => {
    const known = reached.get(earlier);
    if (known) return known.has(later);
    if (walked >= ACTIONS_WALKED_MAX) return true;
    const behind = new Set<string>();
    const open = [...(next.get(earlier) ?? [])];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (behind.has(at)) continue;
      behind.add(at);
      open.push(...(next.get(at) ?? []));
    }
    walked += behind.size;
    reached.set(earlier, behind);
    return behind.has(later);
  };
}
