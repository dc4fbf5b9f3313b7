import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flowBody } from '../../../../core/flow/definition/arbitrary.test-support.ts';
import {
  actionOf,
  actionsOf,
  edgesOf,
  idOf,
  isObject,
  parseRaw,
  printRaw,
  type RawFlow,
  readingOrder,
  setIn,
} from '../../flow-body/index.ts';
import { treeOf } from '../../layout/index.ts';
import { applyEdit } from './apply.ts';
import { anyEdit } from './arbitrary-edits.test-support.ts';
import { isConflict } from './edit.ts';
import { commit, type History, historyOf, redo, undo } from './history.ts';
import { rebase } from './rebase.ts';

const picks = fc
  .infiniteStream(fc.nat(0xffff))
  .map((stream) => (below: number) => stream.next().value % Math.max(below, 1));
const flows = flowBody.map(
  (body) => parseRaw(JSON.stringify({ ...body, 'x-own': { digits: [1.5] } })) as RawFlow,
);

/** As an author does, one edit after the other; what is refused is not done. */
function edited(flow: RawFlow, count: number, pick: (below: number) => number): History {
  let history = historyOf(flow);
  for (let index = 0; index < count; index++) {
    const edit = anyEdit(history.raw, pick);
    const after = edit && commit(history, [edit], index * 10_000);
    if (after && !isConflict(after)) history = after;
  }
  return history;
}

it('undoes 30 random edits to the first body, byte for byte, and does them again to the last', () => {
  fc.assert(
    fc.property(flows, picks, (flow, pick) => {
      const history = edited(flow, 30, pick);
      let back = history;
      while (back.done.length > 0) back = undo(back);
      expect(printRaw(back.raw)).toBe(printRaw(flow));
      let again = back;
      while (again.undone.length > 0) again = redo(again);
      expect(printRaw(again.raw)).toBe(printRaw(history.raw));
    }),
    { numRuns: 100 },
  );
});

it('is drawn after every edit as the same flow is that comes anew', () => {
  const anew = (flow: RawFlow) => {
    const [copy, other] = [parseRaw(printRaw(flow)) as RawFlow, { actions: [] }];
    // What is kept of the flow before would be taken for the copy's.
    treeOf(other);
    readingOrder(other);
    return { tree: treeOf(copy), order: readingOrder(copy) };
  };
  fc.assert(
    fc.property(flows, picks, (flow, pick) => {
      let history = historyOf(flow);
      for (let index = 0; index < 12; index++) {
        const edit = anyEdit(history.raw, pick);
        const after = edit && commit(history, [edit], index * 10_000);
        if (after && !isConflict(after)) history = after;
        const drawn = { tree: treeOf(history.raw), order: readingOrder(history.raw) };
        expect(drawn).toEqual(anew(history.raw));
        treeOf(history.raw);
        readingOrder(history.raw);
      }
    }),
    { numRuns: 60 },
  );
});

it('leaves the flow that it is applied to as it was, and every edge leading to an action', () => {
  fc.assert(
    fc.property(flows, picks, (flow, pick) => {
      const before = printRaw(flow);
      const { raw } = edited(flow, 20, pick);
      expect(printRaw(flow)).toBe(before);
      expect(edgesOf(raw).filter(({ to }) => !actionOf(raw, to))).toEqual([]);
      const ids = actionsOf(raw).map(idOf);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 100 },
  );
});

it('keeps members that nobody knows, and shares what it does not change', () => {
  fc.assert(
    fc.property(flows, picks, (flow, pick) => {
      const edit = anyEdit(flow, pick);
      const applied = edit ? applyEdit(flow, edit) : { raw: flow };
      if (isConflict(applied)) {
        expect(applied.conflict).toMatch(/\.$/);
        return;
      }
      expect(applied.raw['x-own']).toBe(flow['x-own']);
      const touched = actionsOf(applied.raw).filter((action) => actionOf(flow, idOf(action)) !== action);
      for (const action of touched) {
        const was = actionOf(flow, idOf(action));
        const unknown = Object.keys(was ?? {}).filter(
          (member) => !(member in action) && member !== 'connection' && member !== 'defaultBranch',
        );
        expect(unknown).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

it('rebases edits on a change that has nothing to do with them', () => {
  fc.assert(
    fc.property(flows, picks, (flow, pick) => {
      const mine = edited(flow, 10, pick);
      const theirs = setIn(flow, ['description'], 'by somebody else') as RawFlow;
      const { history, clashes } = rebase(mine.done, theirs);
      expect(clashes).toEqual([]);
      expect(history.raw).toEqual(setIn(mine.raw, ['description'], 'by somebody else'));
    }),
    { numRuns: 100 },
  );
});

it('rebases whatever the other did: what fits is done, what does not is told, and no two actions share an id', () => {
  fc.assert(
    fc.property(flows, picks, (flow, pick) => {
      const mine = edited(flow, 8, pick);
      const theirs = edited(flow, 8, pick).raw;
      const { history, clashes } = rebase(mine.done, theirs);
      const ids = actionsOf(history.raw).map(idOf);
      expect(new Set(ids).size).toBe(ids.length);
      expect(edgesOf(history.raw).filter(({ to }) => !actionOf(history.raw, to))).toEqual([]);
      for (const { reason, label } of clashes)
        expect([reason.endsWith('.'), label === '']).toEqual([true, false]);
      expect(isObject(history.raw)).toBe(true);
    }),
    { numRuns: 100 },
  );
});
