import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { Explanation } from '../api/index.ts';
import { Card, useAccountZone, withTimes } from '../kit/index.ts';
import styles from './why.module.css';

const LOOKS = {
  PASSED: { icon: CircleCheck, word: 'Passed', look: 'passed' },
  FAILED: { icon: CircleX, word: 'Kept out', look: 'failedRule' },
  NOT_ASKED: { icon: CircleMinus, word: 'Not asked', look: 'notAsked' },
} as const;

/** The rules of the door in their order; what those that keep the record out would take. */
export function Rules({ answer: { rules, pausedBy } }: { readonly answer: Explanation }) {
  const zone = useAccountZone();
  return (
    <Card title="The rules, in their order">
      <ul className={styles['rules']}>
        {rules.map(({ rule, verdict, message, sentence, wouldTake }) => {
          const { icon: Icon, word, look } = LOOKS[verdict];
          return (
            <li key={rule} className={styles['rule']}>
              <Icon role="img" aria-label={word} size={16} className={styles[look]} />
              <div>
                <p className={verdict === 'NOT_ASKED' ? styles['quiet'] : undefined}>
                  {withTimes(message, zone)}
                </p>
                {sentence && <p className={styles['quiet']}>{sentence}</p>}
                {wouldTake && rule !== 'CRITERIA' && <p className={styles['take']}>{wouldTake}</p>}
              </div>
            </li>
          );
        })}
        {pausedBy.map(({ scope, since, reason }) => (
          <li key={scope} className={styles['rule']}>
            <CircleMinus aria-hidden size={16} className={styles['notAsked']} />
            <p>
              {scope === 'ACCOUNT' ? 'The account' : 'The flow'} is paused since {withTimes(since, zone)}
              {reason && `: ${reason}`}. Whom it lets in waits for the end of that.
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
