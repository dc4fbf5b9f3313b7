import { joined, sayLanes, valueText } from '@millrace/core/sentences';
import { ChevronRight } from 'lucide-react';
import type { Decision } from '../../api/index.ts';
import { listAt, type RawFlow, type RawObject, slotsOf, textAt } from '../../flow-body/index.ts';
import { useWords } from '../canvas/index.ts';
import { CriteriaLines, filtersOf } from './criteria-lines.tsx';
import styles from './test-run.module.css';

interface DecisionLinesProps {
  readonly decision: Decision;
  readonly action: RawObject | undefined;
  readonly of: RawFlow;
}

/** Why a branch leads where it does: each way with its filters, the values that decided, and which was taken. */
export function DecisionLines({ decision, action, of }: DecisionLinesProps) {
  const { names } = useWords();
  const lanes = sayLanes(action, of, names);
  const slots = action ? slotsOf(action) : [];
  const objectTypeId = textAt(of, 'objectTypeId');
  const by = textAt(action, 'inputValue', 'propertyName');
  const taken = decision.branches.find((branch) => branch.taken);
  return (
    <div className={styles['decision']}>
      {decision.branches.map(({ index, name, taken: isTaken, verdict, criteria }) => {
        const at = index ?? slots.length - 1;
        // What stands behind the way that was taken was not asked.
        if (!isTaken && verdict === null && criteria === null && decision.actionType === 'LIST_BRANCH')
          return null;
        return (
          <div key={at} className={isTaken ? styles['taken'] : styles['other']}>
            <span>
              {isTaken && <ChevronRight aria-hidden size={14} />}
              {isTaken ? 'Takes ' : 'Not '}
              <b>{slots[at]?.label || name}</b>
              {isTaken && decision.actionType === 'AB_TEST_BRANCH' && ' · at random'}
              {isTaken && index === null && decision.actionType === 'LIST_BRANCH' && ' · no other is met'}
            </span>
            {criteria && filtersOf(criteria).length > 0 && (
              <CriteriaLines
                criteria={criteria}
                tree={(listAt(action, 'listBranches')[at] as RawObject | undefined)?.['filterBranch']}
              />
            )}
          </div>
        );
      })}
      {decision.actionType === 'STATIC_BRANCH' && taken && (
        <span className={styles['has']}>
          {joined(lanes[0]?.parts ?? []).replace(/ is .*$/, '')} is{' '}
          {decision.value === null || decision.value === ''
            ? 'empty'
            : valueText(decision.value, names.property(objectTypeId, by), names)}
        </span>
      )}
    </div>
  );
}
