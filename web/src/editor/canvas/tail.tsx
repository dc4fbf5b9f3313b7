import { CornerDownRight, Plus } from 'lucide-react';
import { memo } from 'react';
import { toast } from '../../kit/index.ts';
import { LANE_HEAD_GAP, STEP_GAP, TAIL_GAP, type Tail } from '../layout/index.ts';
import { actionOf, type EdgeRef, sameRef } from '../raw/index.ts';
import { sentenceOf, textOf } from '../say/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import { useWords } from './canvas-context.ts';
import styles from './card.module.css';

interface TailProps {
  /** The action, or the trigger. */
  readonly of: string;
  readonly tail: Tail;
  /** Below a card or the name of a lane: the height of it. */
  readonly top: number;
}

/** What hangs below a card or the name of a lane: a line on with its `+`, and a chip or an end. */
export const TailPart = memo(function TailPart({ of, tail, top }: TailProps) {
  const at: EdgeRef = { from: of === '' ? null : of, member: tail.member };
  const toNode = top > 40 ? STEP_GAP : LANE_HEAD_GAP;
  const lineHeight = tail.kind === 'node' ? toNode : tail.kind === 'merge' ? 0 : TAIL_GAP;
  const middle = tail.kind === 'node' ? toNode / 2 : tail.kind === 'merge' ? tail.height - 12 : TAIL_GAP / 2;
  return (
    <div className={styles['tail']} style={{ top }}>
      {lineHeight > 0 && <span className={styles['line']} style={{ height: lineHeight }} />}
      {tail.kind === 'end' && <span className={styles['end']}>End</span>}
      {tail.kind === 'jump' && <JumpChip to={tail.to!} />}
      <PlusButton at={at} y={middle} />
    </div>
  );
});

function PlusButton({ at, y }: { readonly at: EdgeRef; readonly y: number }) {
  const editor = useEditor();
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

function JumpChip({ to }: { readonly to: string }) {
  const editor = useEditor();
  const { names } = useWords();
  const action = useEditorState(({ history }) => actionOf(history.raw, to));
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`nopan ${styles['jump']}`}
      onClick={() => editor.reveal(to)}
    >
      <CornerDownRight aria-hidden size={14} />
      <span>
        Go to {to}: {action ? textOf(sentenceOf(action, editor.raw, names)) : ''}
      </span>
    </button>
  );
}
