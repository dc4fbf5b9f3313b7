import type { OnFailure, Tempo } from './flow-policies.ts';
import type { Outcome } from './outcome.ts';
import type { FlowProgram, ProgramNode } from './program.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** A pool of turns, which are handed out once each. */
export interface PacePool extends Tempo {
  /** The action, or empty for those of the flow together. */
  readonly actionId: string;
}

/** The pool from which an action takes its turns; undefined without a pace. */
export function poolOf({ policies }: FlowProgram, node: ProgramNode): PacePool | undefined {
  if (!policies || node.isFlowControl) return undefined;
  const own = policies.actions.get(node.actionId)?.pace;
  if (own) return { ...own, actionId: node.actionId };
  return policies.pace ? { ...policies.pace, actionId: '' } : undefined;
}

/** What follows the failure of an action. A way to an action that is gone leads on as without a policy. */
export function onFailureOf({ policies, nodes }: FlowProgram, { actionId }: ProgramNode): OnFailure {
  const wanted = policies?.actions.get(actionId)?.onFailure ?? 'continue';
  return typeof wanted === 'object' && !nodes.has(wanted.goTo) ? 'continue' : wanted;
}

/** A failed outcome that says in the log what its policy made of it. */
export function withPolicy(
  outcome: Extract<Outcome, { kind: 'failed' }>,
  onFailure: OnFailure,
): Extract<Outcome, { kind: 'failed' }> {
  return onFailure === 'continue' ? outcome : { ...outcome, detail: { ...outcome.detail, onFailure } };
}

/** How the effects of an action are tried. A time limit that the policy leaves open stays the action type's. */
export function retryOf({ policies }: FlowProgram, actionId: string, usual: RetryPolicy | undefined) {
  const own = policies?.actions.get(actionId)?.retry;
  if (!own) return usual;
  return usual?.timeoutMs === undefined ? own : { timeoutMs: usual.timeoutMs, ...own };
}
