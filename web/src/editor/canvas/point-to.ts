import { type EdgeRef, edgeAt } from '../../flow-body/index.ts';
import { toast } from '../../kit/index.ts';
import { TRIGGER } from '../../layout/index.ts';
import type { Editor } from '../state/index.ts';

/** Lets the edge that is being pointed lead to an action, as a jump; null ends it. Says why it cannot. */
export function pointTo(editor: Editor, to: string | null): void {
  const { pointing } = editor.state;
  if (!pointing || to === TRIGGER) return;
  if (connectEdge(editor, pointing, to)) editor.set({ pointing: undefined });
}

export function connectEdge(editor: Editor, at: EdgeRef, to: string | null): boolean {
  const now = edgeAt(editor.raw, at);
  if (to !== null && to === at.from) {
    toast({ tone: 'failed', text: 'An action cannot lead to itself.' });
    return false;
  }
  if ((now?.to ?? null) === to) return true;
  const reason = editor.do([
    { kind: 'connect', at, to: to === null ? null : { to, isJump: true }, was: now?.to ?? null },
  ]);
  if (reason !== undefined) toast({ tone: 'failed', text: reason });
  return reason === undefined;
}
