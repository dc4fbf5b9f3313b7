import fc from 'fast-check';
import { to } from '../../support/flow-bodies.ts';
import type { Body } from '../../support/story.ts';
import { branch, single } from './actions.ts';
import { enrollmentCriteria, goalCriteria } from './criteria.ts';
import { BY_FILTERS, BY_HAND, flowName } from './names.ts';

/** How far a connection jumps: to the next action, over some, or nowhere. */
const hop = fc.oneof(
  { weight: 6, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constant(2) },
  { weight: 1, arbitrary: fc.constant(99) },
);

const node = fc.record({
  action: fc.oneof({ weight: 4, arbitrary: single }, { weight: 1, arbitrary: branch }),
  hops: fc.array(hop, { minLength: 3, maxLength: 3 }),
});

/** Actions that lead forward; those that nothing leads to are left out. */
export const graph: fc.Arbitrary<Body> = fc
  .array(node, { minLength: 1, maxLength: 6, size: 'max' })
  .map((nodes) => {
    const actions = nodes.map(({ action, hops }, index) => {
      const way = (nth: number) => {
        const at = index + 1 + hops[nth]!;
        return at <= nodes.length ? { connection: to(String(at)) } : {};
      };
      const wired = { ...action, actionId: String(index + 1) };
      if (!action.type.endsWith('_BRANCH')) return { ...wired, ...way(0) };
      const { connection } = way(2) as { connection?: Body };
      const cases = action.type === 'LIST_BRANCH' ? 'listBranches' : 'staticBranches';
      return {
        ...wired,
        [cases]: action[cases].map((each: Body, nth: number) => ({ ...each, ...way(nth) })),
        ...(connection ? { defaultBranch: connection } : {}),
      };
    });
    return reachable(actions);
  });

/** An action that nothing leads to is refused. */
export function reachable(actions: readonly Body[]): Body {
  const [first] = actions;
  const reached = new Set<string>(first ? [first.actionId] : []);
  for (const id of reached) {
    const text = JSON.stringify(actions.find(({ actionId }) => actionId === id));
    for (const [, next] of text.matchAll(/"nextActionId":"(\d+)"/g)) reached.add(next!);
  }
  return {
    actions: actions.filter(({ actionId }) => reached.has(actionId)),
    ...(first ? { startActionId: first.actionId } : {}),
  };
}

const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 1, nil: undefined });

export const goal = seldom(goalCriteria);
export const suppression = fc.constantFrom([], [], [], [], [], [BY_HAND], [BY_FILTERS]);
export const others: fc.Arbitrary<Body> = fc.constantFrom(
  ...Array.from({ length: 6 }, () => undefined),
  { type: 'ALL' },
  { type: 'SELECTIVE', flowIds: [flowName(0)] },
);

/** A flow over contacts, turned on or not. */
export const flowBody: fc.Arbitrary<Body> = fc
  .record({
    graph,
    enrollmentCriteria,
    isEnabled: fc.oneof(
      { weight: 9, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    goalFilterBranch: goal,
    suppressionListIds: suppression,
    unEnrollmentSetting: others,
  })
  .map(({ graph, goalFilterBranch, unEnrollmentSetting, ...rest }) => ({
    name: 'A flow',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    ...graph,
    ...rest,
    ...(goalFilterBranch ? { goalFilterBranch } : {}),
    ...(unEnrollmentSetting ? { unEnrollmentSetting } : {}),
  }));
