import { useQuery } from '@tanstack/react-query';
import { query } from '../api/index.ts';
import { Loaded, SkeletonBar } from '../kit/index.ts';
import styles from './statistics.module.css';

/** What is counted, in the order of what happens to a mail. */
const COUNTED = [
  ['sent', 'Sent'],
  ['delivered', 'Delivered'],
  ['open', 'Opened'],
  ['click', 'Clicked'],
  ['bounce', 'Bounced'],
  ['unsubscribed', 'Unsubscribed'],
] as const;

export function Statistics({ emailId }: { readonly emailId: string }) {
  const statistics = useQuery(
    query('GET /marketing/v3/emails/statistics/list', { query: { emailIds: emailId, ...EVER } }),
  );
  return (
    <Loaded query={statistics} skeleton={<SkeletonBar width="100%" />}>
      {({ aggregate }) => (
        <dl className={styles['numbers']}>
          {COUNTED.map(([counter, name]) => (
            <div key={counter} className={styles['number']}>
              <dt>{name}</dt>
              <dd>{(aggregate.counters[counter] ?? 0).toLocaleString('en-GB')}</dd>
            </div>
          ))}
        </dl>
      )}
    </Loaded>
  );
}

/** The endpoint asks for a span of time. */
const EVER = { startTimestamp: '2000-01-01T00:00:00Z', endTimestamp: '2100-01-01T00:00:00Z' } as const;
