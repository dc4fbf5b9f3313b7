import { connectionsOf, type EnrollmentState, type FlowProgram } from '@millrace/core/flow';
import { loadRevisions } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';

/**
 * The next actions of enrollments whose action the current revision no longer has: behind it, along the revision under which
 * they reached it, the first action that still exists. Costs nothing without such enrollments.
 */
export async function removedActions(
  unit: Unit,
  claimed: readonly EnrollmentState[],
  programOf: (enrollment: EnrollmentState) => FlowProgram | null,
): Promise<(enrollment: EnrollmentState) => string | null> {
  const lost = claimed.filter((enrollment) => {
    const { actionId } = enrollment;
    return actionId !== null && programOf(enrollment)?.nodes.has(actionId) === false;
  });
  if (lost.length === 0) return () => null;
  const keyOf = ({ flowId, revisionId }: { flowId: string; revisionId: string }) => `${flowId}/${revisionId}`;
  const wanted = [
    ...new Map(
      lost.map((each) => [keyOf(each), { flowId: each.flowId, revisionId: each.revisionId }]),
    ).values(),
  ];
  const earlier = new Map<string, FlowProgram>();
  for (const program of await loadRevisions(unit.tx, unit.account, wanted))
    earlier.set(keyOf(program), program);
  return (enrollment) => {
    const current = programOf(enrollment);
    const reachedUnder = earlier.get(keyOf(enrollment));
    return current && reachedUnder ? firstStillThere(enrollment.actionId, reachedUnder, current) : null;
  };
}

/** Follows the earlier graph along its only path; at a branch the path would be a guess. */
function firstStillThere(actionId: string | null, earlier: FlowProgram, current: FlowProgram): string | null {
  const seen = new Set<string>();
  let next = actionId;
  while (next !== null && !current.nodes.has(next)) {
    if (seen.has(next)) return null;
    seen.add(next);
    const action = earlier.definition.actions.find((candidate) => candidate.actionId === next);
    const ways = new Set(
      action ? connectionsOf(action).map(({ connection }) => connection.nextActionId) : [],
    );
    next = ways.size === 1 ? [...ways][0]! : null;
  }
  return next;
}
