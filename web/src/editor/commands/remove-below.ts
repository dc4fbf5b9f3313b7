import { type Command, editsSelection } from './command.ts';

export const removeWithBelow: Command = {
  id: 'delete-below',
  title: 'Delete with all below',
  group: 'Edit',
  keys: ['Shift+Delete'],
  when: (situation) =>
    situation.selection.length > 1 ? 'Select one action only.' : editsSelection(situation),
  run({ selection, tree }) {
    const id = selection[0]!;
    const parent = tree.nodes.get(id)?.parent;
    return {
      kind: 'edits',
      edits: [{ kind: 'removeBelow', id }],
      select: parent === undefined || parent === '' ? [] : [parent],
    };
  },
};
