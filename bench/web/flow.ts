import { action, idleFlow, setProperty, to, waitMinutes } from '../bodies/contact-flow.ts';
import { allOf, textIs } from '../bodies/filters.ts';

/** A branch, and its lanes of three actions, which meet again at the next branch. */
const LANES = 3;
const LANE_LENGTH = 3;
const BLOCK = 1 + LANES * LANE_LENGTH;

/** A flow of as many actions, in blocks of ten. */
export function largeFlow(actions: number) {
  const blocks = Math.ceil(actions / BLOCK);
  return idleFlow(
    'A large flow',
    Array.from({ length: blocks }, (_, block) => blockOf(block, block + 1 < blocks)).flat(),
  );
}

function blockOf(block: number, hasNext: boolean) {
  const first = block * BLOCK + 1;
  const next = hasNext ? { connection: to(first + BLOCK) } : {};
  const laneAt = (lane: number) => first + 1 + lane * LANE_LENGTH;
  const lanes = Array.from({ length: LANES }, (_, lane) => {
    const id = laneAt(lane);
    return [
      { actionId: String(id), ...waitMinutes(60), connection: to(id + 1) },
      { actionId: String(id + 1), ...setProperty('city', 'Bern'), connection: to(id + 2) },
      {
        actionId: String(id + 2),
        ...action('0-3', { task_type: 'TODO', subject: 'Call {{ enrolled_object.firstname }}' }),
        ...next,
      },
    ];
  });
  const branch = {
    actionId: String(first),
    type: 'LIST_BRANCH',
    listBranches: ['Bern', 'Basel'].map((city, lane) => ({
      branchName: `In ${city}`,
      filterBranch: allOf(textIs('city', city)),
      connection: to(laneAt(lane)),
    })),
    defaultBranchName: 'Elsewhere',
    defaultBranch: to(laneAt(LANES - 1)),
  };
  return [branch, ...lanes.flat()];
}
