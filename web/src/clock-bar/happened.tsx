import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { type AnyStep, query } from '../api/index.ts';
import { dateTimeText, IconButton, Loaded, SkeletonBar } from '../kit/index.ts';
import styles from './happened.module.css';
import type { Moved } from './use-move.ts';

/** More are not told one by one. */
const STEPS_MAX = 100;

interface HappenedProps {
  readonly moved: Moved;
  readonly zone: string;
  readonly onClose: () => void;
}

/** What happened while the clock moved: by flow, as links. */
export function Happened({ moved, zone, onClose }: HappenedProps) {
  const { from, now, stops } = moved;
  const steps = useQuery(
    query('GET /millrace/v1/steps', { query: { from, to: exclusive(now), limit: STEPS_MAX } }),
  );
  return (
    <div className={styles['happened']} role="status">
      <div className={styles['head']}>
        <p>
          <strong>{dateTimeText(now, zone)}</strong>
          <span className={styles['soft']}>
            {' '}
            ·{' '}
            {stops === 0
              ? 'nothing fell due on the way'
              : `${stops} ${stops === 1 ? 'stop' : 'stops'} on the way`}
          </span>
        </p>
        <IconButton icon={X} label="Close what happened" onPress={onClose} />
      </div>
      <Loaded query={steps} skeleton={<SkeletonBar width="40%" />}>
        {({ results, paging }) => (
          <ul className={styles['flows']}>
            {byFlow(results).map(({ flowId, flowName, outcomes, records }) => (
              <li key={flowId}>
                <Link to="/flows/$flowId" params={{ flowId }}>
                  {flowName || `Flow ${flowId}`}
                </Link>
                <span className={styles['soft']}>
                  {' '}
                  {outcomes} for {records === 1 ? 'one record' : `${records} records`}
                </span>
              </li>
            ))}
            {results.length === 0 && <li className={styles['soft']}>No flow took a step.</li>}
            {paging && <li className={styles['soft']}>and more: these are the latest {STEPS_MAX} steps.</li>}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

/** The server takes an end that is not part of it. */
function exclusive(now: string): string {
  return new Date(Date.parse(now) + 1).toISOString();
}

function byFlow(steps: readonly AnyStep[]) {
  const flows = Map.groupBy(steps, ({ flowId }) => flowId);
  return [...flows].map(([flowId, own]) => {
    const count = (outcome: AnyStep['outcome']) => own.filter((step) => step.outcome === outcome).length;
    const said = [
      counted(count('SUCCEEDED'), 'done'),
      counted(count('FAILED'), 'failed'),
      counted(count('SKIPPED'), 'skipped'),
    ];
    return {
      flowId,
      flowName: own[0]!.flowName,
      outcomes: said.filter((each) => each !== '').join(', '),
      records: new Set(own.map(({ objectId }) => objectId)).size,
    };
  });
}

function counted(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? 'step' : 'steps'} ${word}`;
}
