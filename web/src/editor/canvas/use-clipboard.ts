import type { ClipboardEvent } from 'react';
import {
  actionOf,
  actionsOf,
  type EdgeRef,
  idOf,
  isBranching,
  printRaw,
  type RawObject,
  START,
  slotsOf,
} from '../../flow-body/index.ts';
import { toast } from '../../kit/index.ts';
import { clip, readClipboard, withNewIds } from '../clipboard/index.ts';
import type { Edit } from '../edits/index.ts';
import { type Editor, useEditor } from '../state/index.ts';

/** Copy, cut and paste through the browser's own events, which ask for no permission. */
export function useClipboard() {
  const editor = useEditor();
  const isOurs = (event: ClipboardEvent) =>
    !(event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement);
  const copy = (event: ClipboardEvent): boolean => {
    const { selection } = editor.situation;
    const copied = isOurs(event) ? clip(editor.raw, selection) : undefined;
    if (!copied) return false;
    event.clipboardData.setData('text/plain', printRaw(copied as unknown as RawObject, 2));
    event.preventDefault();
    const { length } = copied.actions;
    editor.set({ said: `Copied ${length === 1 ? 'an action' : `${length} actions`}.` });
    return true;
  };
  return {
    onCopy: (event: ClipboardEvent) => {
      copy(event);
    },
    onCut: (event: ClipboardEvent) => {
      const { selection } = editor.situation;
      if (!copy(event)) return;
      const edits = selection.map((id): Edit => ({ kind: 'removeAction', id, keeps: firstWay(editor, id) }));
      editor.do(edits, {
        label: `cut ${selection.length === 1 ? 'an action' : `${selection.length} actions`}`,
      });
    },
    onPaste: (event: ClipboardEvent) => {
      if (!isOurs(event)) return;
      const reason = pasteText(editor, event.clipboardData.getData('text/plain'));
      event.preventDefault();
      if (reason !== undefined) toast({ tone: 'failed', text: reason });
    },
  };
}

function firstWay(editor: Editor, id: string): string | null {
  const action = actionOf(editor.raw, id);
  return action ? (slotsOf(action).find(({ to }) => to !== undefined)?.member ?? null) : null;
}

/** Pastes behind the card in focus, or at `at`. Answers why it cannot. */
export function pasteText(
  editor: Editor,
  text: string,
  at: EdgeRef = placeAfter(editor),
): string | undefined {
  const pasted = readClipboard(text);
  if (!pasted) return 'There are no actions on the clipboard. Copy some here, or the JSON of a flow.';
  if (pasted.kind === 'broken') return `What is on the clipboard is not JSON: ${pasted.reason}`;
  const { raw } = editor;
  if (pasted.kind === 'flow' && actionsOf(raw).length === 0)
    return editor.do([{ kind: 'setBody', body: { ...raw, ...pasted.body }, was: raw }]);
  const made = withNewIds(raw, pasted.clip);
  return editor.do([{ kind: 'paste', verb: 'paste', at, ...made }], { select: made.actions.map(idOf) });
}

function placeAfter({ raw, state }: Editor): EdgeRef {
  const action = state.focus === undefined ? undefined : actionOf(raw, state.focus);
  if (!action || state.focus === undefined) return START;
  const slots = slotsOf(action);
  return {
    from: state.focus,
    member: (isBranching(action) ? slots[0] : slots.at(-1))?.member ?? 'connection',
  };
}
