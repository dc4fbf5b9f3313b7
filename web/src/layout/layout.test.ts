import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flowBody } from '../../../core/flow/definition/arbitrary.test-support.ts';
import { actionsOf, idOf, type Raw, type RawFlow } from '../flow-body/index.ts';
import {
  FOOT_HEIGHT,
  type Item,
  JUMP,
  LANE_GAP,
  type Layout,
  layoutOf,
  pathThrough,
  treeOf,
  walk,
} from './index.ts';

const to = (id: number | string) => ({ edgeType: 'STANDARD', nextActionId: String(id) });
const step = (id: number, next?: number): Raw => ({
  actionId: String(id),
  type: 'SINGLE_CONNECTION',
  ...(next === undefined ? {} : { connection: to(next) }),
});
const branch = (id: number, lanes: readonly (number | undefined)[], rest?: number): Raw => ({
  actionId: String(id),
  type: 'LIST_BRANCH',
  listBranches: lanes.map((next) => ({ ...(next === undefined ? {} : { connection: to(next) }) })),
  ...(rest === undefined ? {} : { defaultBranch: to(rest) }),
});
const flow = (...actions: Raw[]): RawFlow => ({ startActionId: '1', actions });

/** With all that it draws below itself. */
function box({ x, y, width, height, tail }: Item) {
  const wide = tail?.kind === 'jump' ? Math.max(width, JUMP.width) : width;
  const left = x - (wide - width) / 2;
  return { left, right: left + wide, top: y, bottom: y + height + (tail?.height ?? 0) };
}

/** Boxes by their left edges, so that only neighbours are compared. */
function overlapsIn({ items }: Layout): string[] {
  const boxes = items.map((item) => ({ id: item.id, ...box(item) })).sort((a, b) => a.left - b.left);
  return boxes.flatMap((a, index) => {
    const found: string[] = [];
    for (let next = index + 1; next < boxes.length && boxes[next]!.left < a.right; next++) {
      const b = boxes[next]!;
      if (a.top < b.bottom && b.top < a.bottom) found.push(`${a.id} and ${b.id}`);
    }
    return found;
  });
}

const flows = flowBody as unknown as fc.Arbitrary<RawFlow>;

it('draws every action once, and nothing over anything else', () => {
  fc.assert(
    fc.property(flows, fc.constantFrom(0, FOOT_HEIGHT), (body, foot) => {
      const layout = layoutOf(body, undefined, foot);
      expect([...layout.cards.keys()].sort()).toEqual(['', ...actionsOf(body).map(idOf)].sort());
      expect(overlapsIn(layout)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

it('hides what a collapsed branch leads to, and still draws nothing over anything else', () => {
  fc.assert(
    fc.property(flows, fc.infiniteStream(fc.boolean()), (body, chosen) => {
      const ids = actionsOf(body).map(idOf);
      const collapsed = new Set(ids.filter(() => chosen.next().value));
      const layout = layoutOf(body, collapsed);
      expect(overlapsIn(layout)).toEqual([]);
      const all = [...layout.cards.keys(), ...layout.hiddenBy.keys()];
      expect(all.sort()).toEqual(['', ...ids].sort());
      const told = layout.items.reduce((sum, { count = 0 }) => sum + count, 0);
      expect(told).toBe(layout.hiddenBy.size);
    }),
    { numRuns: 400 },
  );
});

it('hangs what all lanes lead to below the whole block, centred under the branch', () => {
  const layout = layoutOf(
    flow(branch(1, [2, 3], 4), step(2, 4), step(3, 5), step(5, 4), step(4, 6), step(6)),
  );
  const [one, four, five] = ['1', '4', '5'].map((id) => layout.cards.get(id)!);
  expect(four!.x).toBe(one!.x);
  expect(four!.y).toBeGreaterThan(five!.y + five!.height);
  expect(layout.lines.filter(({ to: target }) => target === '4')).toHaveLength(3);
  expect(treeOf(flow(branch(1, [2], undefined), step(2, 3), step(3))).nodes.get('1')!.after).toBe(undefined);
});

it('makes chips of every other edge, and tells the target who leads there', () => {
  const body = flow(branch(1, [2, 3, undefined]), step(2, 4), step(3, 4), step(4, 1));
  const { nodes, jumpsTo } = treeOf(body);
  expect(nodes.get('2')!.lanes[0]!.drawn).toEqual({ kind: 'node', id: '4' });
  expect(nodes.get('3')!.lanes[0]!.drawn).toEqual({ kind: 'jump', id: '4' });
  expect(nodes.get('4')!.lanes[0]!.drawn).toEqual({ kind: 'jump', id: '1' });
  expect(Object.fromEntries(jumpsTo)).toEqual({ 4: ['3'], 1: ['4'] });
});

it('keeps lanes in their order, each in a column of its own', () => {
  const body = flow(branch(1, [2, 3], 4), branch(2, [5, 6], 7), step(3), step(4), step(5), step(6), step(7));
  const layout = layoutOf(body);
  const lanes = layout.items.filter(({ kind, of }) => kind === 'lane' && of === '1').map(({ x }) => x);
  expect(lanes).toEqual([...lanes].sort((a, b) => a - b));
  const [seven, three] = [layout.cards.get('7')!, layout.cards.get('3')!];
  expect(three.x).toBeGreaterThanOrEqual(seven.x + seven.width + LANE_GAP);
});

it('draws what nothing leads to beside the flow', () => {
  const layout = layoutOf(flow(step(1), step(8, 9), step(9)));
  expect(treeOf(flow(step(1), step(8, 9), step(9))).roots).toEqual(['', '8']);
  expect(layout.cards.get('9')!.x).toBe(layout.cards.get('8')!.x);
  expect(layout.cards.get('8')!.x).toBeGreaterThan(layout.cards.get('1')!.x + 280);
});

it('is the same for other orders of the actions', () => {
  fc.assert(
    fc.property(flows, (body) => {
      const turned = { ...body, actions: [...actionsOf(body)].reverse() };
      if (treeOf(body).roots.length > 1) return;
      expect(layoutOf(turned)).toEqual(layoutOf(body));
    }),
    { numRuns: 100 },
  );
});

/** Alternately a step and a branch whose lanes meet again or not. */
function large(count: number): RawFlow {
  const actions: Raw[] = [];
  for (let id = 1; id <= count; id += 4) {
    const next = id + 4 <= count ? id + 4 : undefined;
    if (id % 3 === 0)
      actions.push(
        branch(id, [id + 1, id + 2], id + 3),
        step(id + 1, next),
        step(id + 2, next),
        step(id + 3, next),
      );
    else actions.push(step(id, id + 1), branch(id + 1, [id + 2], id + 3), step(id + 2), step(id + 3, next));
  }
  return flow(...actions);
}

it('lays 1,000 and 5,000 actions out, one below the other and one inside the other, in about linear time', () => {
  const time = (count: number) => {
    const runs = Array.from({ length: 5 }, () => {
      const body = large(count);
      const began = performance.now();
      const layout = layoutOf(body);
      return { layout, ms: performance.now() - began };
    });
    return runs.reduce((best, run) => (run.ms < best.ms ? run : best));
  };
  const [thousand, fiveThousand] = [time(1_000), time(5_000)];
  expect(overlapsIn(thousand.layout)).toEqual([]);
  expect(overlapsIn(fiveThousand.layout)).toEqual([]);
  expect(fiveThousand.layout.cards.size).toBe(5_001);
  // Five times the actions; quadratic would be 25 times.
  expect(fiveThousand.ms).toBeLessThan(18 * Math.max(thousand.ms, 2));
  const chain = flow(
    ...Array.from({ length: 5_000 }, (_, at) => step(at + 1, at + 2 <= 5_000 ? at + 2 : undefined)),
  );
  const nested = flow(
    ...Array.from({ length: 5_000 }, (_, at) => branch(at + 1, [at + 2 <= 5_000 ? at + 2 : undefined])),
  );
  expect([layoutOf(chain), layoutOf(nested)].map(({ cards }) => cards.size)).toEqual([5_001, 5_001]);
});

it('walks by arrows: down, up, and to the lane beside', () => {
  const body = flow(branch(1, [2, 3], 4), step(2, 5), step(3, 5), step(4, 5), step(5));
  const [tree, layout] = [treeOf(body), layoutOf(body)];
  const from = (id: string, ...ways: ('up' | 'down' | 'left' | 'right')[]) =>
    ways.reduce<string | undefined>((at, way) => at && walk(tree, layout, at, way), id);
  expect(walk(tree, layout, '', 'down')).toBe('1');
  expect(from('1', 'down')).toBe('2');
  expect(from('2', 'right')).toBe('3');
  expect(from('2', 'right', 'right', 'left')).toBe('3');
  expect(from('3', 'down')).toBe('5');
  expect(from('5', 'up')).toBe('1');
  expect(walk(tree, layout, '2', 'left')).toBe(undefined);
});

it('draws lines with rounded corners', () => {
  expect(
    pathThrough([
      [0, 0],
      [0, 20],
      [40, 20],
      [40, 60],
    ]),
  ).toBe('M0,0L0,10Q0,20 10,20L30,20Q40,20 40,30L40,60');
  expect(
    pathThrough([
      [0, 0],
      [0, 0],
      [0, 8],
    ]),
  ).toBe('M0,0L0,8');
});
