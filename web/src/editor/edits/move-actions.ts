import { actionOf, type EdgeRef, edgeAt, sameRef } from '../../flow-body/index.ts';
import { conflict, type EditKind, isConflict } from './edit.ts';
import { renamedId, renamedRef } from './renamed.ts';
import { attach, detach, GONE, segmentOf } from './segment.ts';

/** Moves actions that hang together to another place. */
export interface MoveActions {
  readonly kind: 'moveActions';
  readonly ids: readonly string[];
  readonly to: EdgeRef;
}

export const moveActions: EditKind<MoveActions> = {
  label: ({ ids }) => (ids.length === 1 ? `move action ${ids[0]}` : `move ${ids.length} actions`),
  apply(raw, { ids, to }) {
    const gone = ids.find((id) => !actionOf(raw, id));
    if (gone !== undefined) return conflict(`Action ${gone} is no longer there.`);
    const segment = segmentOf(raw, ids);
    if (isConflict(segment)) return segment;
    const there = edgeAt(raw, to);
    if (there === undefined) return conflict(GONE);
    if (there?.to === segment.entry || segment.exits.some((exit) => sameRef(exit, to)))
      return conflict('It stands there already.');
    if (to.from !== null && segment.ids.has(to.from)) return conflict('It cannot go below itself.');
    return attach(detach(raw, segment), segment, to);
  },
  renamed: (edit, ids) => ({
    ...edit,
    ids: edit.ids.map((id) => renamedId(id, ids)),
    to: renamedRef(edit.to, ids),
  }),
};
