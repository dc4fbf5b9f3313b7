import type { Body } from '../../support/story.ts';
import { currentOf, type Passage, type State } from './state.ts';

/** The way of a passage: its flow as it is saved now, or the revision that it is pinned to. */
export function wayOf(state: State, { flow, pin }: Passage): Body {
  const { revisions } = state.flows.get(flow)!;
  return pin === null ? revisions.at(-1) : revisions[pin - 1];
}

export function revisionOf(state: State, { flow, pin }: Passage): number {
  return pin ?? state.flows.get(flow)!.revisions.length;
}

export function actionOf(state: State, passage: Passage): Body | undefined {
  return actionIn(wayOf(state, passage), passage.actionId);
}

export function actionIn({ actions }: Body, id: string | null): Body | undefined {
  return actions.find(({ actionId }: Body) => actionId === id);
}

/** Where an action can lead. */
export function waysFrom(action: Body): string[] {
  const connections = [
    action.connection,
    action.defaultBranch,
    ...[...(action.listBranches ?? []), ...(action.staticBranches ?? [])].map(
      ({ connection }: Body) => connection,
    ),
  ];
  return [...new Set(connections.filter(Boolean).map(({ nextActionId }: Body) => nextActionId as string))];
}

/**
 * Where a passage goes on whose action is gone: along its only way under the revision by which it came there, to the first action that
 * is still there. Null where it branches, or ends.
 */
export function behindRemoved(state: State, passage: Passage): string | null {
  const now = wayOf(state, passage);
  const then = state.flows.get(passage.flow)!.revisions[passage.revision - 1];
  const seen = new Set<string>();
  let next = passage.actionId;
  while (next !== null && !actionIn(now, next)) {
    if (seen.has(next)) return null;
    seen.add(next);
    const ways = waysFrom(actionIn(then, next));
    next = ways.length === 1 ? ways[0]! : null;
  }
  return next;
}

/** The flow's switch, goal and hours count as they are now, for the pinned, too. */
export function isEnabled(state: State, { flow }: Passage): boolean {
  return currentOf(state.flows.get(flow)!).isEnabled;
}
