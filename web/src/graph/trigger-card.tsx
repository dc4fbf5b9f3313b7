import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { TRIGGER } from '../layout/index.ts';
import { enrollmentSentence } from '../say/index.ts';
import styles from './card.module.css';
import { FlowCard } from './flow-card.tsx';
import { useGraph } from './graph-context.ts';
import type { ItemNode } from './nodes.ts';
import { TailPart } from './tail.tsx';

/** The card on top: how records come in. */
export const TriggerCard = memo(function TriggerCard({ data }: NodeProps<ItemNode>) {
  const { flow, names } = useGraph();
  return (
    <div className={styles['item']}>
      <FlowCard
        of={TRIGGER}
        typeId={TRIGGER}
        type="Enrollment"
        sentence={enrollmentSentence(flow(), names)}
        height={data.height}
      />
      <TailPart data={data} />
    </div>
  );
});
