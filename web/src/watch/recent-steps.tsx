import { sayReason } from '@millrace/core/sentences';
import { useQuery } from '@tanstack/react-query';
import { query, type Step } from '../api/index.ts';
import {
  Instant,
  Loaded,
  PassageLink,
  RecordLink,
  SkeletonRows,
  StepStatus,
  useRecordNames,
} from '../kit/index.ts';
import styles from './action-panel.module.css';

interface RecentStepsProps {
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly actionId: string;
  /** What the steps of the period came to. */
  readonly said: string;
}

const SHOWN = 10;

/** What an action came to last. */
export function RecentSteps({ flowId, objectTypeId, actionId, said }: RecentStepsProps) {
  const steps = useQuery(
    query(
      'GET /millrace/v1/flows/{flowId}/steps',
      { path: { flowId }, query: { actionId, limit: SHOWN }, records: objectTypeId },
      `flow:${flowId}`,
    ),
  );
  const nameOf = useRecordNames(objectTypeId, steps.data?.results.map(({ objectId }) => objectId) ?? []);
  return (
    <section className={styles['part']}>
      <div className={styles['partHead']}>
        <h4 className={styles['partTitle']}>Went through last</h4>
        <span className={styles['soft']}>{said}</span>
      </div>
      <Loaded
        query={steps}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={({ results }) => results.length === 0}
        empty={<p className={styles['none']}>Nobody has gone through it yet.</p>}
      >
        {({ results }) => (
          <ul className={styles['rows']}>
            {results.map((step) => (
              <li key={`${step.enrollmentId} ${step.number}`} className={styles['row']}>
                <Words step={step} objectTypeId={objectTypeId} name={nameOf(step.objectId)} />
                <span className={styles['side']}>
                  <StepStatus outcome={step.outcome} />
                  <PassageLink enrollmentId={step.enrollmentId}>Passage</PassageLink>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

interface WordsProps {
  readonly step: Step;
  readonly objectTypeId: string;
  readonly name: string;
}

function Words({ step, objectTypeId, name }: WordsProps) {
  const message = step.detail?.['message'];
  return (
    <span className={styles['words']}>
      <RecordLink objectTypeId={objectTypeId} id={step.objectId} name={name} />
      <span className={styles['soft']}>
        <Instant at={step.at} />
        {step.reason && ` · ${sayReason(step.reason)}`}
      </span>
      {typeof message === 'string' && step.outcome !== 'SUCCEEDED' && (
        <span className={styles['soft']}>{message}</span>
      )}
    </span>
  );
}
