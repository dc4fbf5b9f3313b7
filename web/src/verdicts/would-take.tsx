import { Lightbulb } from 'lucide-react';
import type { CriteriaExplanation } from '../api/index.ts';
import { Instant } from '../kit/index.ts';
import styles from './verdicts.module.css';

interface WouldTakeProps {
  readonly turning: NonNullable<CriteriaExplanation['toTurn']>;
  /** Of an instant that is over. */
  readonly isPast?: boolean;
}

/** What would have to be different: each way by itself, and when time alone would do. */
export function WouldTake({ turning, isPast = false }: WouldTakeProps) {
  const { ways, isComplete, turnsAt, sentence, to } = turning;
  const [have, will] = isPast ? ['would have had', 'would'] : ['would have', 'will'];
  return (
    <div className={styles['would']}>
      <p className={styles['wouldHead']}>
        <Lightbulb aria-hidden size={15} />
        {to === 'MET' ? `What ${have} to change` : `What ${have} to change for it to be no longer so`}
      </p>
      {ways.length === 0 && turnsAt === null && <p>{sentence}</p>}
      {ways.length > 0 && (
        <ol className={ways.length > 1 ? styles['ways'] : styles['way']}>
          {ways.map((way) => (
            <li key={way.sentence}>
              {way.turns.length > 1 ? (
                <ul className={styles['turns']}>
                  {way.turns.map((turn) => (
                    <li key={`${turn.record?.id ?? ''} ${turn.path}`}>{turn.sentence}</li>
                  ))}
                </ul>
              ) : (
                way.sentence
              )}
              {way.keeps.length > 0 && (
                <span className={styles['has']}> · still to hold: {way.keeps.join('; ')}</span>
              )}
            </li>
          ))}
        </ol>
      )}
      {!isComplete && <p className={styles['has']}>There are other ways, which ask for as much or more.</p>}
      {turnsAt && (
        <p>
          From <Instant at={turnsAt} as="full" /> on it {will} {to === 'MET' ? 'match' : 'no longer match'} by
          itself, if nothing changes.
        </p>
      )}
    </div>
  );
}
