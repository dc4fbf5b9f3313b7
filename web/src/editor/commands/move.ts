import { actionOf, type EdgeRef, edgesOf, isBranching, slotsOf } from '../../flow-body/index.ts';
import { type Command, editsSelection, type Situation } from './command.ts';

export const moveUp: Command = {
  id: 'move-up',
  title: 'Move up',
  group: 'Move',
  keys: ['Alt+ArrowUp'],
  when: (situation) => movable(situation, before),
  run: (situation) => moved(situation, before),
};

export const moveDown: Command = {
  id: 'move-down',
  title: 'Move down',
  group: 'Move',
  keys: ['Alt+ArrowDown'],
  when: (situation) => movable(situation, after),
  run: (situation) => moved(situation, after),
};

type Target = (situation: Situation) => EdgeRef | string;

function movable(situation: Situation, target: Target): true | string {
  const may = editsSelection(situation);
  if (may !== true) return may;
  const to = target(situation);
  return typeof to !== 'string' || to;
}

function moved(situation: Situation, target: Target) {
  const to = target(situation);
  const { selection } = situation;
  if (typeof to === 'string') return { kind: 'edits', edits: [] } as const;
  return { kind: 'edits', edits: [{ kind: 'moveActions', ids: selection, to }], select: selection } as const;
}

/** The place before the one that is before the selection. */
const before: Target = ({ raw, tree, selection }) => {
  const parent = tree.nodes.get(selection[0]!)?.parent;
  if (parent === undefined || parent === '') return 'It is the first action already.';
  const leading = edgesOf(raw).filter(({ to }) => to === parent);
  const inTree = leading.find(({ at }) => (at.from ?? '') === tree.nodes.get(parent)?.parent) ?? leading[0];
  if (!inTree) return 'Nothing leads there.';
  return leading.length === 1 || !tree.nodes.get(inTree.at.from ?? '')?.after
    ? inTree.at
    : 'Several lanes lead there. Move it into one of them.';
};

/** The place after the one that follows the selection. */
const after: Target = ({ raw, selection }) => {
  const last = actionOf(raw, selection.at(-1)!);
  if (!last || isBranching(last)) return 'A branch leads on in several ways.';
  const [way] = slotsOf(last);
  if (way?.to === undefined || way.isJump) return 'It is the last action of its lane already.';
  const next = actionOf(raw, way.to);
  const slot = next && slotsOf(next)[0];
  return slot ? { from: way.to, member: slot.member } : 'Nothing can follow there.';
};
