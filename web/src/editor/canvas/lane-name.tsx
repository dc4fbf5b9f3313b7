import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { LANE } from '../layout/index.ts';
import { useEditor } from '../state/index.ts';
import styles from './card.module.css';
import type { ItemNode } from './nodes.ts';
import { TailPart } from './tail.tsx';

/** The head of a lane. A click opens the branch that it belongs to. */
export const LaneName = memo(function LaneName({ data }: NodeProps<ItemNode>) {
  const editor = useEditor();
  const { of, label = '', isDefault, tail } = data;
  return (
    <div className={styles['item']}>
      <div className={styles['lane']}>
        <button
          type="button"
          tabIndex={-1}
          className={`nopan ${styles['name']} ${isDefault ? styles['isDefault'] : ''}`}
          onClick={() => editor.select([of], of, { isPanelOpen: true })}
        >
          {label}
        </button>
      </div>
      {tail && <TailPart of={of} tail={tail} top={LANE.height} />}
    </div>
  );
});
