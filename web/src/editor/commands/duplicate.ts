import { type EdgeRef, idOf } from '../../flow-body/index.ts';
import { clip, withNewIds } from '../clipboard/index.ts';
import { isConflict, segmentOf } from '../edits/index.ts';
import { type Command, editsSelection } from './command.ts';

export const duplicate: Command = {
  id: 'duplicate',
  title: 'Duplicate',
  group: 'Edit',
  keys: ['Mod+D'],
  when: (situation) => {
    const may = editsSelection(situation);
    if (may !== true) return may;
    const segment = segmentOf(situation.raw, situation.selection);
    if (isConflict(segment)) return segment.conflict;
    return segment.exits.length > 0 || 'Nothing can follow there.';
  },
  run({ raw, selection }) {
    const segment = segmentOf(raw, selection);
    const copied = clip(raw, selection);
    if (isConflict(segment) || !copied) return { kind: 'edits', edits: [] };
    const at: EdgeRef = segment.exits[0]!;
    const made = withNewIds(raw, copied);
    return {
      kind: 'edits',
      edits: [{ kind: 'paste', verb: 'duplicate', at, ...made }],
      select: made.actions.map(idOf),
    };
  },
};
