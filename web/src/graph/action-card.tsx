import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { typeIdOf } from '../flow-body/index.ts';
import { sentenceOf, typeName } from '../say/index.ts';
import styles from './card.module.css';
import { FlowCard } from './flow-card.tsx';
import { useGraph } from './graph-context.ts';
import type { ItemNode } from './nodes.ts';
import { TailPart } from './tail.tsx';

export const ActionCard = memo(function ActionCard({ data }: NodeProps<ItemNode>) {
  const { of, action, height, jumpsFrom } = data;
  const { flow, names } = useGraph();
  if (!action) return null;
  return (
    <div className={styles['item']}>
      {jumpsFrom.length > 0 && (
        <span className={styles['from']}>
          from {jumpsFrom.slice(0, 4).join(', ')}
          {jumpsFrom.length > 4 ? ' …' : ''}
        </span>
      )}
      <FlowCard
        of={of}
        typeId={typeIdOf(action)}
        type={typeName(action, names)}
        sentence={sentenceOf(action, flow(), names)}
        height={height}
      />
      <TailPart data={data} />
    </div>
  );
});
