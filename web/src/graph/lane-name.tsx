import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import styles from './card.module.css';
import { useGraph } from './graph-context.ts';
import { type LaneMark, useMark } from './marks.ts';
import type { ItemNode } from './nodes.ts';
import { TailPart } from './tail.tsx';

/** The head of a lane. */
export const LaneName = memo(function LaneName({ data }: NodeProps<ItemNode>) {
  const { marks, onLane } = useGraph();
  const { of, label = '', isDefault, tail } = data;
  const member = tail?.member ?? '';
  const { text, title, look, isDim } = useMark<LaneMark>(marks, () => marks.lane(of, member));
  const classes = [
    'nopan',
    styles['name'],
    onLane && styles['pressed'],
    isDefault && styles['isDefault'],
    look && styles[look],
    isDim && styles['dim'],
  ];
  return (
    <div className={styles['item']}>
      <div className={styles['lane']}>
        <button
          type="button"
          tabIndex={-1}
          className={classes.filter(Boolean).join(' ')}
          title={title}
          onClick={onLane && (() => onLane(of, member))}
        >
          <span className={styles['label']}>{label}</span>
          {text !== undefined && <span className={styles['share']}>{text}</span>}
        </button>
      </div>
      <TailPart data={data} />
    </div>
  );
});
