import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import styles from './card.module.css';
import { useGraph } from './graph-context.ts';
import type { ItemNode } from './nodes.ts';

/** In place of the lanes of a collapsed branch. */
export const Stub = memo(function Stub({ data }: NodeProps<ItemNode>) {
  const { onStub } = useGraph();
  const { of, count = 0 } = data;
  return (
    <div className={styles['item']}>
      <button
        type="button"
        tabIndex={-1}
        className={`nopan ${styles['stub']}`}
        onClick={onStub && (() => onStub(of))}
      >
        {count === 1 ? '1 action' : `${count} actions`} · open
      </button>
    </div>
  );
});
