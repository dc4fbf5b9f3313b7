import { joined, sayEnd, sayTrigger } from '@millrace/core/sentences';
import { CircleCheck, CircleDot, CircleX, LogOut, Pause } from 'lucide-react';
import { mentionsOf, type Passage, useNamesOf } from '../api/index.ts';
import { Card, Facts, FlowLink, Instant, Status } from '../kit/index.ts';
import { EventWords } from './event-words.tsx';
import styles from './passage.module.css';

const STATES = {
  ACTIVE: { tone: 'waiting', icon: CircleDot, word: 'Inside' },
  COMPLETED: { tone: 'ok', icon: CircleCheck, word: 'Completed' },
  UNENROLLED: { tone: 'off', icon: LogOut, word: 'Left' },
  FAILED: { tone: 'failed', icon: CircleX, word: 'Failed' },
} as const;

/** How it came in, how it stands, and on which revisions it went. */
export function PassageHead({ passage }: { readonly passage: Passage }) {
  const { flowId, status, endReason, enrolledAt, endedAt, trigger, steps, pausedBy, kept } = passage;
  const names = useNamesOf(mentionsOf(passage.objectTypeId, (asked) => sayTrigger(trigger, asked)));
  const { tone, icon, word } = STATES[status];
  return (
    <Card>
      <div className={styles['head']}>
        <Status tone={tone} icon={icon}>
          {word}
        </Status>
        {pausedBy.length > 0 && (
          <Status tone="warning" icon={Pause}>
            Paused
          </Status>
        )}
        <p className={styles['headWords']}>
          through <FlowLink flowId={flowId} />
          {status !== 'ACTIVE' && <>: {lowerFirst(joined(sayEnd({ status, reason: endReason })))}</>}
        </p>
      </div>
      <Facts
        facts={[
          [
            'Enrolled',
            <>
              <Instant at={enrolledAt} as="full" />, {lowerFirst(joined(sayTrigger(trigger, names)))}
              {trigger.eventTypeId && <EventWords trigger={trigger} />}
              {trigger.by && <FromPassage by={trigger.by} />}
            </>,
          ],
          ['Ended', endedAt && <Instant at={endedAt} as="full" />],
          ['Steps', steps.length.toLocaleString('en-GB')],
          ['Revision', revisionsOf(passage)],
          [
            'Comes again',
            kept && (
              <>
                once it is through, by what fired <Instant at={kept.since} as="full" />
              </>
            ),
          ],
        ]}
      />
    </Card>
  );
}

function FromPassage({ by }: { readonly by: NonNullable<Passage['trigger']['by']> }) {
  return <> (action {by.actionId})</>;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
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
