import { joined, mentionsOf, sayEnd, sayTrigger } from '@millrace/core/sentences';
import { Link } from '@tanstack/react-router';
import { Pause } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Passage, useNamesOf } from '../api/index.ts';
import { Card, FlowLink, Instant, PassageStatus, Status } from '../kit/index.ts';
import { EventWords } from './event-words.tsx';
import styles from './passage.module.css';

/** How it came in, how it stands, and on which revisions it went. */
export function PassageHead({ passage }: { readonly passage: Passage }) {
  const { flowId, status, endReason, enrolledAt, endedAt, trigger, steps, pausedBy, kept } = passage;
  const names = useNamesOf(mentionsOf(passage.objectTypeId, (asked) => sayTrigger(trigger, asked)));
  return (
    <Card>
      <div className={styles['head']}>
        <p className={styles['headWords']}>
          <PassageStatus status={status} />
          {pausedBy.length > 0 && (
            <Status tone="warning" icon={Pause}>
              Paused
            </Status>
          )}
          <span>
            <FlowLink flowId={flowId} />
            {status !== 'ACTIVE' && `: ${reasonOf(status, endReason)}`}
          </span>
        </p>
        <dl className={styles['facts']}>
          <Fact name="Enrolled">
            <Instant at={enrolledAt} as="full" />,{' '}
            {joined(sayTrigger(trigger, names)).replace(/^Enrolled /, '')}
            {trigger.eventTypeId && <EventWords trigger={trigger} />}
            {trigger.by && (
              <>
                {' '}
                <Link to="/enrollments/$enrollmentId" params={{ enrollmentId: trigger.by.enrollmentId }}>
                  from there
                </Link>
              </>
            )}
          </Fact>
          {endedAt !== null && (
            <Fact name="Ended">
              <Instant at={endedAt} as="full" />
            </Fact>
          )}
          <Fact name="Steps">{steps.length.toLocaleString('en-GB')}</Fact>
          <Fact name="Revision">{revisionsOf(passage)}</Fact>
          {kept && (
            <Fact name="Comes again">
              once it is through, by what fired <Instant at={kept.since} as="full" />
            </Fact>
          )}
        </dl>
      </div>
    </Card>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The reason alone: how it stands is said before it. */
function reasonOf(status: string, reason: string | null): string {
  return joined(sayEnd({ status, reason })).replace(/^(Completed|Left|Failed): /, '');
}

/** "3", or "3, from step 5 on 4". */
function revisionsOf({ steps, revisionId, status }: Passage): string {
  const first = steps[0]?.revisionId ?? revisionId;
  const changes: string[] = [first];
  let before = first;
  for (const { revisionId: own, number } of steps) {
    if (own !== before) changes.push(`from step ${number} on ${own}`);
    before = own;
  }
  if (status === 'ACTIVE' && revisionId !== before && steps.length > 0) changes.push(`now ${revisionId}`);
  return changes.join(', ');
}
