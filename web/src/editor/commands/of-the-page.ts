import { actionOf, isBranching } from '../../flow-body/index.ts';
import {
  type Command,
  editsSelection,
  hasSelection,
  mayEdit,
  page,
  type Situation,
  type Wish,
} from './command.ts';

function wish(
  wished: Wish,
  title: string,
  group: Command['group'],
  keys: readonly string[],
  when: (situation: Situation) => true | string = () => true,
): Command {
  return { id: wished, title, group, keys, when, run: () => page(wished) };
}

export const undo = wish(
  'undo',
  'Undo',
  'Edit',
  ['Mod+Z'],
  ({ undo }) => undo !== undefined || 'Nothing to undo.',
);
export const redo = wish(
  'redo',
  'Redo',
  'Edit',
  ['Mod+Shift+Z', 'Mod+Y'],
  ({ redo }) => redo !== undefined || 'Nothing to redo.',
);
export const find = wish('find', 'Find', 'View', ['Mod+F']);
export const fit = wish('fit', 'Show the whole flow', 'View', ['0']);
export const actualSize = wish('actualSize', 'Actual size', 'View', ['1']);
export const outline = wish('outline', 'Go to the outline', 'View', ['O']);
export const test = wish('test', 'Test with a record', 'Flow', ['T']);
export const save = wish('save', 'Review and save', 'Flow', ['Mod+S']);
export const help = wish('help', 'Keyboard shortcuts', 'View', ['?']);
export const openForm = wish('openForm', 'Open the form', 'View', ['Enter']);
export const closeForm = wish('closeForm', 'Close the form', 'View', ['Escape']);
export const moveTo = wish('moveTo', 'Move to…', 'Move', ['M'], editsSelection);
/** Of a branch the form says where each lane leads. */
export const goTo = wish('goTo', 'Go to…', 'Move', ['G'], (situation) => {
  const may = editsSelection(situation);
  if (may !== true) return may;
  const action = situation.selection.length === 1 && actionOf(situation.raw, situation.selection[0]!);
  if (!action) return 'Select one action only.';
  return !isBranching(action) || 'A branch leads on in several ways: its form says where.';
});
/** The browser's own events do these, so that no permission is asked for. */
export const copy: Command = { ...wish('copy', 'Copy', 'Edit', ['Mod+C'], hasSelection), isNative: true };
export const cut: Command = { ...wish('cut', 'Cut', 'Edit', ['Mod+X'], editsSelection), isNative: true };
export const paste: Command = { ...wish('paste', 'Paste', 'Edit', ['Mod+V'], mayEdit), isNative: true };
