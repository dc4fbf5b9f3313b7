import type { MouseEvent } from 'react';
import { TRIGGER } from '../../layout/index.ts';
import type { Editor } from '../state/index.ts';
import { pointTo } from './point-to.ts';

/** A click selects a card and opens its form; with Shift, Ctrl or Command it adds it to the selection, or takes it out. */
export function selectByClick(editor: Editor, id: string, event: MouseEvent): void {
  const { selection, pointing } = editor.state;
  if (pointing) {
    pointTo(editor, id);
    return;
  }
  if ((event.shiftKey || event.ctrlKey || event.metaKey) && id !== TRIGGER) {
    const ids = selection.includes(id) ? selection.filter((each) => each !== id) : [...selection, id];
    editor.select(ids, id);
    return;
  }
  editor.select(id === TRIGGER ? [] : [id], id, { isPanelOpen: true });
}
