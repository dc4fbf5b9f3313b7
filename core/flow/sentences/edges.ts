import { type Given, itemsOf, membersOf, textOf } from '../../sentence/index.ts';

/** An edge of the graph; the one to the first action comes from none. */
export interface Edge {
  readonly actionId: string | null;
  readonly to: string | null;
  /** Of a branch: its name, or its number. */
  readonly lane?: string;
}

export interface Edges {
  /** By action and member. */
  readonly from: ReadonlyMap<string, Edge>;
  /** Those that lead to an action. */
  readonly to: ReadonlyMap<string, readonly Edge[]>;
  /** Where the edges of an action lead; null where one ends. */
  readonly out: ReadonlyMap<string, readonly (string | null)[]>;
}

/** The edges of a flow as it was sent. */
export function edgesOf(flow: unknown): Edges {
  const { startActionId, actions } = membersOf(flow);
  const from = new Map<string, Edge>();
  const start = textOf(startActionId);
  if (start) from.set('start', { actionId: null, to: start });
  for (const action of itemsOf(actions).map(membersOf)) {
    const actionId = textOf(action['actionId']);
    if (!actionId) continue;
    for (const [member, connection, lane] of connectionsIn(action)) {
      const to = textOf(membersOf(connection)['nextActionId']) || null;
      from.set(`${actionId} ${member}`, { actionId, to, ...(lane === undefined ? {} : { lane }) });
    }
  }
  const edges = [...from.values()];
  return {
    from,
    to: Map.groupBy(
      edges.filter(({ to }) => to !== null),
      ({ to }) => to!,
    ),
    out: new Map(
      [...Map.groupBy(edges, ({ actionId }) => actionId ?? '')].map(([id, of]) => [
        id,
        of.map(({ to }) => to),
      ]),
    ),
  };
}

const BRANCHES = ['listBranches', 'staticBranches', 'testBranches'];

function connectionsIn(action: Given): (readonly [member: string, connection: unknown, lane?: string])[] {
  const lanes = BRANCHES.flatMap((member) =>
    itemsOf(action[member]).map((branch, index) => {
      const { branchName, branchValue, connection } = membersOf(branch);
      const name = textOf(branchName) || textOf(branchValue) || `branch ${index + 1}`;
      return [`${member} ${name}`, connection, name] as const;
    }),
  );
  const isBranch = BRANCHES.some((member) => member in action);
  if (isBranch) return [...lanes, ['defaultBranch', action['defaultBranch'], 'otherwise'] as const];
  return [['connection', action['connection']] as const];
}
