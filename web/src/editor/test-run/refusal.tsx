import { CircleCheck, CircleX, LogIn } from 'lucide-react';
import type { Simulation } from '../../api/index.ts';
import { type RawFlow, textAt } from '../../flow-body/index.ts';
import { useAccountZone, withTimes } from '../../kit/index.ts';
import { CriteriaLines } from './criteria-lines.tsx';
import styles from './test-run.module.css';

/** Whether the record would come in, and by which rules; what follows is shown in either case. */
export function Refusal({ answer, of }: { readonly answer: Simulation; readonly of: RawFlow }) {
  const zone = useAccountZone();
  const { entered, rules, criteria, event } = answer;
  const failed = rules.filter(({ verdict }) => verdict === 'FAILED');
  const enrollment = of['enrollmentCriteria'];
  const isEvent = textAt(enrollment, 'type') === 'EVENT_BASED';
  return (
    <div className={entered ? styles['entered'] : styles['refused']}>
      <p className={styles['verdict']}>
        {entered ? <LogIn aria-hidden size={16} /> : <CircleX aria-hidden size={16} />}
        {entered
          ? 'It comes in.'
          : failed.length === 0
            ? 'It would not come in by itself.'
            : 'It would not come in, because:'}
      </p>
      {failed.length > 0 && (
        <ul className={styles['because']}>
          {failed.map(({ rule, message }) => (
            <li key={rule}>{withTimes(message, zone)}</li>
          ))}
        </ul>
      )}
      {!entered && answer.steps.length > 0 && <p>If it came in all the same:</p>}
      {(criteria || event.length > 0) && (
        <details className={styles['why']}>
          <summary>{entered ? 'Why it comes in' : 'What was asked'}</summary>
          <ul className={styles['rules']}>
            {rules
              .filter(({ verdict }) => verdict !== 'NOT_ASKED')
              .map(({ rule, verdict, message }) => (
                <li key={rule} className={styles['iconLine']}>
                  {verdict === 'PASSED' ? (
                    <CircleCheck aria-label="Yes" size={14} className={styles['SUCCEEDED']} />
                  ) : (
                    <CircleX aria-label="No" size={14} className={styles['FAILED']} />
                  )}
                  {withTimes(message, zone)}
                </li>
              ))}
          </ul>
          {criteria && (
            <CriteriaLines
              criteria={criteria}
              tree={
                enrollment &&
                (of['enrollmentCriteria'] as RawFlow)[isEvent ? 'refinementCriteria' : 'listFilterBranch']
              }
            />
          )}
          {event.map((each) => (
            <CriteriaLines
              key={each.path}
              criteria={each}
              tree={(enrollment as RawFlow)['eventFilterBranches']}
            />
          ))}
        </details>
      )}
    </div>
  );
}
