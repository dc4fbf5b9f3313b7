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
      {tail.kind === 'end' && <EndChip of={of} member={tail.member} />}
      {tail.kind === 'jump' && <JumpChip of={of} member={tail.member} to={tail.to!} target={target} />}
      {EdgePart && <EdgePart of={of} member={tail.member} y={middle} />}
    </div>
  );
}

interface ChipProps {
  readonly of: string;
  readonly member: string;
}

/** Where nothing follows. In a graph that is edited it can be pressed, and dragged to where it is to lead. */
function EndChip({ of, member }: ChipProps) {
  const { onEnd } = useGraph();
  return onEnd ? (
    <button
      type="button"
      tabIndex={-1}
      data-end={`${of}:${member}`}
      className={`nopan ${styles['end']} ${styles['pressed']}`}
      onClick={() => onEnd(of, member)}
    >
      End
    </button>
  ) : (
    <span className={styles['end']}>End</span>
  );
}

interface JumpChipProps extends ChipProps {
  readonly to: string;
  readonly target: RawObject | undefined;
}

function JumpChip({ of, member, to, target }: JumpChipProps) {
  const { flow, names, onJump } = useGraph();
  return (
    <button
      type="button"
      tabIndex={-1}
      data-end={`${of}:${member}`}
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
