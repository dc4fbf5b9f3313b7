import type { Names } from '@millrace/core/sentences';
import { Link } from '@tanstack/react-router';
import type { Explanation } from '../api/index.ts';
import { Card, Instant, useAccountZone, withTimes } from '../kit/index.ts';
import { CriteriaVerdicts, VerdictIcon } from '../verdicts/index.ts';
import styles from './why.module.css';

interface EventsProps {
  readonly events: Explanation['events'];
  readonly objectTypeId: string;
  readonly names: Names;
}

/** The latest events that the flow waits for, and what became of each. */
export function Events({ events, objectTypeId, names }: EventsProps) {
  const zone = useAccountZone();
  if (events.length === 0) return null;
  return (
    <Card title="The latest events that it waits for">
      <ul className={styles['rules']}>
        {events.map(({ eventTypeId, occurredAt, verdict, message, enrollmentId, triggers }) => (
          <li key={`${eventTypeId} ${occurredAt}`} className={styles['rule']}>
            <VerdictIcon verdict={verdict} />
            <div className={styles['stack']}>
              <p>
                <b>
                  <Instant at={occurredAt} as="full" />
                </b>{' '}
                {withTimes(message, zone)}{' '}
                {enrollmentId !== null && (
                  <Link to="/enrollments/$enrollmentId" params={{ enrollmentId }}>
                    Its passage
                  </Link>
                )}
              </p>
              {triggers.map(({ path, sentence, verdict: asked, filters }) => (
                <div key={path}>
                  <p className={styles['quiet']}>{sentence}</p>
                  {asked !== 'MET' && filters.length > 0 && (
                    <CriteriaVerdicts
                      criteria={{ ...EVENT, path, verdict: asked, filters }}
                      objectTypeId={objectTypeId}
                      names={names}
                    />
                  )}
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Filters of an event, all of which it has to satisfy. */
const EVENT = { filterBranchType: 'AND', filterBranches: [], holdsUntil: null };
