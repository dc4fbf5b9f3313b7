import { CornerDownRight } from 'lucide-react';
import type { RawObject } from '../flow-body/index.ts';
import { LANE_HEAD_GAP, STEP_GAP, TAIL_GAP } from '../layout/index.ts';
import { sentenceOf, textOf } from '../say/index.ts';
import styles from './card.module.css';
import { useGraph } from './graph-context.ts';
import type { ItemData } from './nodes.ts';

/** What hangs below a card or the name of a lane: a line on with what is drawn on every edge, and a chip or an end. */
export function TailPart({ data: { of, tail, height, label, target } }: { readonly data: ItemData }) {
  const { EdgePart } = useGraph();
  if (!tail) return null;
  const toNode = label === undefined ? STEP_GAP : LANE_HEAD_GAP;
  const lineHeight = tail.kind === 'node' ? toNode : tail.kind === 'merge' ? 0 : TAIL_GAP;
  const middle = tail.kind === 'node' ? toNode / 2 : tail.kind === 'merge' ? tail.height - 12 : TAIL_GAP / 2;
  return (
    <div className={styles['tail']} style={{ top: height }}>
      {lineHeight > 0 && <span className={styles['line']} style={{ height: lineHeight }} />}
      {tail.kind === 'end' && <span className={styles['end']}>End</span>}
      {tail.kind === 'jump' && <JumpChip to={tail.to!} target={target} />}
      {EdgePart && <EdgePart of={of} member={tail.member} y={middle} />}
    </div>
  );
}

function JumpChip({ to, target }: { readonly to: string; readonly target: RawObject | undefined }) {
  const { flow, names, onJump } = useGraph();
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`nopan ${styles['jump']}`}
      onClick={onJump && (() => onJump(to))}
    >
      <CornerDownRight aria-hidden size={14} />
      <span>
        Go to {to}: {target ? textOf(sentenceOf(target, flow(), names)) : ''}
      </span>
    </button>
  );
}
