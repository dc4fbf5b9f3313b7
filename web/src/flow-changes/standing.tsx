import { joined, sayEnd } from '@millrace/core/sentences';
import type { Becomes, EditPreview } from '../api/index.ts';
import { dateTimeText, SkeletonBar, useAccountZone } from '../kit/index.ts';
import styles from './flow-changes.module.css';

/** Who waits where, and what the edit does to them. */
export function Standing({ preview }: { readonly preview: EditPreview }) {
  const { inside, actions, leaving, complete, pausedBy } = preview;
  const zone = useAccountZone();
  const standing = actions.filter(({ waiting }) => waiting > 0);
  return (
    <ul className={styles['standing']}>
      {inside === 0 && <li className={styles['quiet']}>Nobody is inside now.</li>}
      {standing.map(({ actionId, sentence, waiting, becomes }) => (
        <li key={actionId}>
          <b>
            {waiting} {waiting === 1 ? 'waits' : 'wait'}
          </b>{' '}
          {actionId === null ? 'at the beginning' : `at #${actionId}`}
          {sentence && ` ${sentence}`}: {becomes.map((each) => becomesText(each, zone)).join(', ')}
        </li>
      ))}
      {leaving && leaving.total > 0 && (
        <li>
          <b>
            {leaving.total} {leaving.total === 1 ? 'leaves' : 'leave'}
          </b>{' '}
          since they meet the goal, the criteria for leaving or a suppression list:{' '}
          {Object.entries(leaving.byReason)
            .map(([reason, count]) => `${count} ${endText('UNENROLLED', reason)}`)
            .join(', ')}
        </li>
      )}
      {!complete && (
        <li className={styles['quiet']}>
          There are more inside than can be looked at before: of the others it is the same.
        </li>
      )}
      {pausedBy.length > 0 && (
        <li className={styles['quiet']}>The flow is paused: all of this comes when it is resumed.</li>
      )}
    </ul>
  );
}

/** A line in its place, while the server is asked. */
export function StandingSkeleton() {
  return (
    <div className={styles['standing']}>
      <div className={styles['coming']}>
        <SkeletonBar width="60%" />
      </div>
    </div>
  );
}

function becomesText({ what, count, actionId, until, reason, paused }: Becomes, zone: string): string {
  const aside = paused ? ` (${paused} paused: when they are resumed)` : '';
  return `${fateText(what, count, actionId, until, reason, zone)}${aside}`;
}

function fateText(
  what: Becomes['what'],
  count: number,
  actionId: string | undefined,
  until: Becomes['until'],
  reason: string | undefined,
  zone: string,
): string {
  const one = count === 1;
  switch (what) {
    case 'GOES_ON_NOW':
      return `${count} ${one ? 'goes' : 'go'} on now`;
    case 'WAITS_UNTIL': {
      const wait = `${count} ${one ? 'waits' : 'wait'}`;
      if (until === undefined) return wait;
      const [first, last] = [until.earliest, until.latest].map((at) => dateTimeText(at, zone));
      return first === last ? `${wait} until ${first}` : `${wait} until between ${first} and ${last}`;
    }
    case 'MOVES_TO':
      return `${count} ${one ? 'moves' : 'move'} to #${actionId}`;
    case 'ENDS':
      return `${count} ${one ? 'ends' : 'end'} (${endText('COMPLETED', reason)})`;
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

function endText(status: string, reason: string | undefined): string {
  return joined(sayEnd({ status, reason: reason ?? null }));
}
