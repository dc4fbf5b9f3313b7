import { addAfter } from './add-after.ts';
import { collapse } from './collapse.ts';
import type { Command } from './command.ts';
import { duplicate } from './duplicate.ts';
import { moveDown, moveUp } from './move.ts';
import {
  actualSize,
  closeForm,
  copy,
  cut,
  find,
  fit,
  goTo,
  help,
  moveTo,
  openForm,
  outline,
  paste,
  redo,
  save,
  test,
  undo,
} from './of-the-page.ts';
import { remove } from './remove.ts';
import { removeWithBelow } from './remove-below.ts';
import { selectAll } from './select-all.ts';
import { extendDown, extendUp, goDown, goLeft, goRight, goUp } from './walk.ts';

/** All that can be done in the editor, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  addAfter,
  remove,
  removeWithBelow,
  duplicate,
  copy,
  cut,
  paste,
  undo,
  redo,
  moveUp,
  moveDown,
  moveTo,
  goTo,
  goUp,
  goDown,
  goLeft,
  goRight,
  extendUp,
  extendDown,
  selectAll,
  openForm,
  closeForm,
  find,
  collapse,
  fit,
  actualSize,
  outline,
  help,
  test,
  save,
];
