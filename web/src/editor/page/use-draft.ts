import { useEffect, useState } from 'react';
import { textAt } from '../../flow-body/index.ts';
import { toast } from '../../kit/index.ts';
import { forgetDraft, keepDraft, readDraft } from '../save/index.ts';
import type { Editor } from '../state/index.ts';

const PAUSE_MS = 400;

/** Brings back what was not saved, and keeps what is done from now on. */
export function useDraft(editor: Editor, flowId: string): void {
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    let isOver = false;
    void readDraft(flowId).then((draft) => {
      if (isOver) return;
      setRead(true);
      if (!draft || draft.entries.length === 0 || editor.state.history.done.length > 0) return;
      const clashes = editor.restore(draft.entries);
      const count = editor.state.history.done.length;
      if (count === 0) return;
      const isOld = draft.revisionId !== textAt(editor.state.history.base, 'revisionId');
      toast({
        tone: 'ok',
        text: `${count === 1 ? 'An unsaved edit is' : `${count} unsaved edits are`} back${isOld ? ', on a newer revision' : ''}.${clashes.length > 0 ? ` ${clashes.length} no longer fit.` : ''}`,
        action: {
          name: 'Discard',
          onDo: () => {
            editor.discard();
            void forgetDraft(flowId);
          },
        },
      });
    });
    return () => {
      isOver = true;
    };
  }, [editor, flowId]);
  useEffect(() => {
    if (!isRead) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let kept = editor.state.history;
    const keep = () => {
      const { history } = editor.state;
      if (history === kept) return;
      kept = history;
      const { base, done } = history;
      if (done.length === 0) void forgetDraft(flowId);
      else void keepDraft({ flowId, revisionId: textAt(base, 'revisionId'), entries: done });
    };
    const stop = editor.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(keep, PAUSE_MS);
    });
    // A page that is closed within the pause.
    addEventListener('pagehide', keep);
    return () => {
      stop();
      removeEventListener('pagehide', keep);
      clearTimeout(timer);
      keep();
    };
  }, [editor, flowId, isRead]);
}
