import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useObjectTypeName } from '../api/index.ts';
import { Cell, Checkbox, FlowStatus, Instant, Row } from '../kit/index.ts';
import { FlowMenu } from './flow-menu.tsx';
import { stateOf } from './flow-state.ts';
import styles from './flow-table-row.module.css';
import { LintBadge } from './lint-badge.tsx';
import { type FlowRow, nameOf } from './rows.ts';

interface FlowTableRowProps {
  readonly flow: FlowRow;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
}

export const FlowTableRow = memo(function FlowTableRow({ flow, isSelected, onSelect }: FlowTableRowProps) {
  const { id, objectTypeId, counts, lint, updatedAt, deletedAt } = flow;
  const { plural } = useObjectTypeName(objectTypeId);
  const name = nameOf(flow);
  return (
    <Row isSelected={isSelected} isFaint={deletedAt !== undefined}>
      <Cell>
        <Checkbox aria-label={`Select ${name}`} isSelected={isSelected} onChange={() => onSelect(id)} />
      </Cell>
      <Cell isMain>
        {deletedAt === undefined ? (
          <Link to="/flows/$flowId" params={{ flowId: id }}>
            {name}
          </Link>
        ) : (
          <span>{name}</span>
        )}
        {lint && <LintBadge lint={lint} />}
      </Cell>
      <Cell>
        <FlowStatus state={stateOf(flow)} />
      </Cell>
      <Cell isWideOnly>
        <span className={styles['soft']}>{plural}</span>
      </Cell>
      <Cell align="end" isWideOnly>
        {countText(counts?.active)}
      </Cell>
      <Cell align="end" isWideOnly>
        {countText(counts?.enrolled)}
      </Cell>
      <Cell align="end">
        {counts && counts.failedSteps > 0 ? (
          <Link to="/errors" search={{ flow: id }} className={styles['errors']}>
            {countText(counts.failedSteps)}
            <span className={styles['silent']}> errors</span>
          </Link>
        ) : (
          <span className={styles['soft']}>{counts ? '0' : '–'}</span>
        )}
      </Cell>
      <Cell align="end" isWideOnly>
        <span className={styles['soft']}>
          <Instant at={deletedAt ?? updatedAt} />
        </span>
      </Cell>
      <Cell align="end">
        <FlowMenu flow={flow} />
      </Cell>
    </Row>
  );
});

function countText(count: number | undefined): string {
  return count === undefined ? '–' : count.toLocaleString('en-GB');
}
