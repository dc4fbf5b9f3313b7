import { connectionsOf } from '../../definition/index.ts';
import type { Finding, Lint, LintInput } from './finding.ts';
import { strongParts } from './strong-parts.ts';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly edgeType: string;
  readonly path: string;
}

/** A loop without a wait repeats until the enrollment's steps are used up. */
export const loopsWait: Lint = (input) => {
  const { flow } = input;
  const edges = hastyEdges(input);
  const parts = strongParts(
    flow.actions.map(({ actionId }) => actionId),
    edges,
  );
  const loops = Map.groupBy(
    edges.filter(({ from, to }) => parts.get(from) === parts.get(to)),
    ({ from }) => parts.get(from),
  );
  return [...loops.values()].flatMap((edgesOfLoop) => {
    const jumps = edgesOfLoop.filter(({ edgeType }) => edgeType === 'GOTO');
    return (jumps.length > 0 ? jumps : edgesOfLoop.slice(-1)).map(loop);
  });
};

function loop({ path, to }: Edge): Finding {
  return {
    severity: 'warning',
    code: 'LOOP_WITHOUT_WAIT',
    path,
    message: `${path} closes a loop back to action "${to}" on which nothing waits: a record runs round it at once, until its steps are used up.`,
    fix: 'Put a delay on the loop, and a branch that leads out of it.',
  };
}

/** The edges between actions that do not wait. */
function hastyEdges({ flow: { actions }, world }: LintInput): Edge[] {
  const hasty = new Set(
    actions.filter((action) => !world.typeOf(action).waits).map(({ actionId }) => actionId),
  );
  return actions.flatMap((action, index) =>
    connectionsOf(action)
      .filter(({ connection }) => hasty.has(action.actionId) && hasty.has(connection.nextActionId))
      .map(({ member, connection }) => ({
        from: action.actionId,
        to: connection.nextActionId,
        edgeType: connection.edgeType,
        path: `actions[${index}].${member}`,
      })),
  );
}
