import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useEditor } from '../state/index.ts';
import styles from './card.module.css';
import type { ItemNode } from './nodes.ts';

/** In place of the lanes of a collapsed branch. */
export const Stub = memo(function Stub({ data }: NodeProps<ItemNode>) {
  const editor = useEditor();
  const { of, count = 0 } = data;
  return (
    <div className={styles['item']}>
      <button
        type="button"
        tabIndex={-1}
        className={`nopan ${styles['stub']}`}
        onClick={() => editor.toggleCollapsed(of)}
      >
        {count === 1 ? '1 action' : `${count} actions`} · open
      </button>
    </div>
  );
});
