import { joined, sayEnd } from '@millrace/core/sentences';
import type { Becomes, EditPreview } from '../api/index.ts';
import { dateTimeText, useAccountZone } from '../kit/index.ts';
import styles from './flow-changes.module.css';

/** Who waits where, and what the edit does to them. */
export function Standing({ preview: { inside, actions, matching } }: { readonly preview: EditPreview }) {
  const zone = useAccountZone();
  const moved = actions.filter(({ waiting }) => waiting > 0);
  return (
    <ul className={styles['standing']}>
      {inside === 0 && <li className={styles['quiet']}>Nobody is inside now.</li>}
      {moved.map(({ actionId, sentence, waiting, becomes }) => (
        <li key={actionId}>
          {waiting} at {actionId === null ? 'the beginning' : `#${actionId}`}
          {sentence && ` ${sentence}`}: {becomes.map((each) => becomesText(each, zone)).join(', ')}
        </li>
      ))}
      {matching && (
        <li className={styles['quiet']}>
          {matching.matching} {matching.matching === 1 ? 'record matches' : 'records match'} the enrollment
          now.
        </li>
      )}
    </ul>
  );
}

function becomesText({ what, count, actionId, until, reason }: Becomes, zone: string): string {
  const one = count === 1;
  switch (what) {
    case 'GOES_ON_NOW':
      return `${count} ${one ? 'goes' : 'go'} on now`;
    case 'WAITS_UNTIL': {
      const wait = `${count} ${one ? 'waits' : 'wait'}`;
      if (until === undefined) return wait;
      const [first, last] = [until.earliest, until.latest].map((at) => dateTimeText(at, zone));
      return `${wait} until ${first === last ? first : `between ${first} and ${last}`}`;
    }
    case 'MOVES_TO':
      return `${count} ${one ? 'moves' : 'move'} to #${actionId}`;
    case 'ENDS': {
      const why = joined(sayEnd({ status: 'COMPLETED', reason: reason ?? null }));
      return `${count} ${one ? 'ends' : 'end'} (${why})`;
    }
    case 'IS_SKIPPED':
      return `${count} ${one ? 'skips' : 'skip'} it`;
    case 'IS_HELD':
      return `${count} ${one ? 'is' : 'are'} held`;
    case 'STAYS':
      return `${count} ${one ? 'stays' : 'stay'} as ${one ? 'it is' : 'they are'}`;
    case 'UNKNOWN':
      return `of ${count} it cannot be said before`;
  }
}
