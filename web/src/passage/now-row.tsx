import type { Names } from '@millrace/core/sentences';
import { sayAction } from '@millrace/core/sentences';
import { Hourglass } from 'lucide-react';
import type { Passage } from '../api/index.ts';
import { actionOf, type RawFlow } from '../flow-body/index.ts';
import { Sentence } from '../graph/index.ts';
import { Instant, useAccountZone, withTimes } from '../kit/index.ts';
import styles from './passage.module.css';

interface NowRowProps {
  readonly passage: Passage;
  readonly flow: RawFlow | undefined;
  readonly names: Names;
}

const HOLDERS = {
  ACCOUNT: 'The account is paused',
  FLOW: 'The flow is paused',
  ENROLLMENT: 'It is paused',
} as const;

/** Where it stands, what it waits for, and when it goes on. */
export function NowRow({ passage: { position, pausedBy }, flow, names }: NowRowProps) {
  const zone = useAccountZone();
  const { actionId = null, until = null, held = null, effect = null, says = null } = position ?? {};
  const action = flow && actionId !== null ? actionOf(flow, actionId) : undefined;
  return (
    <li className={`${styles['entry']} ${styles['now']}`}>
      <span className={styles['dot']}>
        <Hourglass aria-hidden size={12} />
      </span>
      <div className={styles['words']}>
        <p className={styles['nowSays']}>
          Now{actionId !== null && ' at '}
          {action && flow ? (
            <Sentence parts={sayAction(action, flow, names)} />
          ) : (
            actionId !== null && `action ${actionId}`
          )}
        </p>
        {says && <p className={styles['quiet']}>{withTimes(says, zone)}</p>}
        {held && <p className={styles['FAILEDText']}>Held: {held.message}</p>}
        {effect && (
          <p className={styles['quiet']}>
            {effect.attempts === 0
              ? 'It has not been tried yet'
              : effect.attempts === 1
                ? 'Tried once'
                : `Tried ${effect.attempts} times`}
            {effect.lastError && `: ${effect.lastError}`}
            {effect.nextTryAt && (
              <>
                ; next try <Instant at={effect.nextTryAt} as="full" />
              </>
            )}
          </p>
        )}
        {pausedBy.map(({ scope, since, reason }) => (
          <p key={scope} className={styles['quiet']}>
            {HOLDERS[scope]} since <Instant at={since} as="full" />
            {reason && `: ${reason}`}
          </p>
        ))}
      </div>
      <span className={styles['at']}>
        {until ? (
          <>
            goes on <Instant at={until} as="full" />
          </>
        ) : (
          position?.waitingFor && 'until something happens'
        )}
      </span>
    </li>
  );
}
