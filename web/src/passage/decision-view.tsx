import { joined, type Names, valuePart } from '@millrace/core/sentences';
import { ArrowRight, Dices } from 'lucide-react';
import type { Decision, StepExplanation } from '../api/index.ts';
import { Instant, useAccountZone, withTimes } from '../kit/index.ts';
import { CriteriaVerdicts, VerdictIcon, WouldTake } from '../verdicts/index.ts';
import styles from './passage.module.css';

interface DecisionViewProps {
  readonly explanation: StepExplanation;
  readonly names: Names;
}

/** Why this branch: each way with its filters and the values of that instant; or the events that came, or what made it leave. */
export function DecisionView({ explanation, names }: DecisionViewProps) {
  const { decision, criteria, events, answer, objectTypeId } = explanation;
  const zone = useAccountZone();
  return (
    <section className={styles['why']}>
      <p className={styles['answer']}>{withTimes(answer, zone)}</p>
      {decision?.branches.map((branch) => (
        <Way
          key={branch.index ?? 'default'}
          branch={branch}
          decision={decision}
          of={objectTypeId}
          names={names}
        />
      ))}
      {decision?.actionType === 'STATIC_BRANCH' && (
        <p className={styles['quiet']}>
          The value was{' '}
          <b>{decision.value ? joined([valuePart(decision.value, undefined, names)]) : 'empty'}</b>.
        </p>
      )}
      {criteria && <CriteriaVerdicts criteria={criteria} objectTypeId={objectTypeId} names={names} />}
      {events.map(({ eventTypeId, occurredAt, verdict, triggers }) => (
        <div key={`${eventTypeId} ${occurredAt}`} className={styles['event']}>
          <VerdictIcon verdict={verdict} />
          <span>
            {triggers[0]?.sentence ?? eventTypeId}, <Instant at={occurredAt} as="full" />
          </span>
        </div>
      ))}
    </section>
  );
}

interface WayProps {
  readonly branch: Decision['branches'][number];
  readonly decision: Decision;
  readonly of: string;
  readonly names: Names;
}

function Way({ branch, decision, of, names }: WayProps) {
  const { name, taken, verdict, criteria, index } = branch;
  const isDrawn = decision.actionType === 'AB_TEST_BRANCH';
  return (
    <div className={`${styles['way']} ${taken ? styles['taken'] : ''}`}>
      <p className={styles['wayHead']}>
        {taken ? isDrawn ? <Dices aria-hidden size={14} /> : <ArrowRight aria-hidden size={14} /> : null}
        <b>{name}</b>
        <span className={styles['quiet']}>
          {taken
            ? isDrawn
              ? 'taken, at random'
              : 'taken'
            : verdict === 'MET'
              ? 'met as well, but an earlier one counts'
              : index === null
                ? 'where no other is met'
                : 'not taken'}
        </span>
      </p>
      {criteria && <CriteriaVerdicts criteria={criteria} objectTypeId={of} names={names} />}
      {criteria?.toTurn && !taken && verdict !== 'MET' && <WouldTake turning={criteria.toTurn} isPast />}
    </div>
  );
}
