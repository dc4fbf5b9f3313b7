import { Plus } from 'lucide-react';
import { type EdgeRef, sameRef } from '../../flow-body/index.ts';
import type { EdgePartProps } from '../../graph/index.ts';
import { toast } from '../../kit/index.ts';
import { TRIGGER } from '../../layout/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './plus.module.css';

/** On an edge: adds an action there, or takes what is being moved. */
export function PlusButton({ of, member, y }: EdgePartProps) {
  const editor = useEditor();
  const at: EdgeRef = { from: of === TRIGGER ? null : of, member };
  const moving = useEditorState((state) => state.moving);
  const isOpen = useEditorState(({ addingAt }) => addingAt !== undefined && sameRef(addingAt, at));
  if (editor.isReadOnly) return null;
  const name = at.from === null ? 'at the start' : `after action ${at.from}`;
  if (moving)
    return (
      <button
        type="button"
        tabIndex={-1}
        className={`nopan ${styles['plus']} ${styles['target']}`}
        style={{ top: y }}
        onClick={() => {
          const reason = editor.do([{ kind: 'moveActions', ids: moving, to: at }], { select: moving });
          if (reason !== undefined) toast({ tone: 'failed', text: reason });
          else editor.set({ moving: undefined });
        }}
      >
        Move here
      </button>
    );
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`Add an action ${name}`}
      data-edge={edgeKey(at)}
      data-open={isOpen || undefined}
      className={`nopan ${styles['plus']}`}
      style={{ top: y }}
      onClick={() => editor.set({ addingAt: at })}
    >
      <Plus aria-hidden size={14} />
    </button>
  );
}

export function edgeKey({ from, member }: EdgeRef): string {
  return `${from ?? ''}:${member}`;
}
