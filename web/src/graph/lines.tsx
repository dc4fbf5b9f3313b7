import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { type Layout, pathThrough } from '../layout/index.ts';
import styles from './drawing.module.css';

/**
 * The lines of branches and merges: one path for each branch or merge, below the cards. The graph library would want a handle and a
 * component for each line.
 */
export const Lines = memo(function Lines({ layout }: { readonly layout: Layout }) {
  const paths = useMemo(() => {
    const byEnd = new Map<string, string>();
    for (const { from, to, corners } of layout.lines) {
      const end = layout.cards.has(to) ? `to ${to}` : `from ${from}`;
      byEnd.set(end, (byEnd.get(end) ?? '') + pathThrough(corners));
    }
    return [...byEnd];
  }, [layout]);
  return (
    <ViewportPortal>
      <svg aria-hidden className={styles['lines']}>
        {paths.map(([end, d]) => (
          <path key={end} d={d} />
        ))}
      </svg>
    </ViewportPortal>
  );
});
