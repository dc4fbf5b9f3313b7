import { toast } from '../../kit/index.ts';
import type { Command, Outcome, Wish } from '../commands/index.ts';
import type { Editor } from './editor.ts';

/** What the page does for commands: the parts of it fill in what they know. */
export type Wishes = Partial<Record<Wish, () => void>>;

/** Runs a command, or says why it cannot be run. */
export function runCommand(editor: Editor, command: Command, wishes: Wishes): void {
  const { situation } = editor;
  const may = command.when(situation);
  if (may !== true) {
    editor.set({ said: may });
    return;
  }
  perform(editor, command.run(situation), wishes);
}

function perform(editor: Editor, outcome: Outcome, wishes: Wishes): void {
  switch (outcome.kind) {
    case 'edits': {
      const { edits, label, select } = outcome;
      const reason = editor.do(edits, {
        ...(label === undefined ? {} : { label }),
        ...(select ? { select } : {}),
      });
      if (reason !== undefined) toast({ tone: 'failed', text: reason });
      return;
    }
    case 'select':
      if (outcome.ids.length < 2) editor.reveal(outcome.focus);
      else editor.select(outcome.ids, outcome.focus);
      return;
    case 'collapse':
      editor.toggleCollapsed(outcome.id);
      return;
    case 'add':
      editor.set({ addingAt: outcome.at });
      return;
    case 'removeBranch':
      editor.set({ removing: outcome.id });
      return;
    case 'page':
      wishes[outcome.wish]?.();
  }
}
