import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { call, query, type TimelineEntry, useNamesOf } from '../../api/index.ts';
import { Button, Card, Empty, Instant, Loaded, SkeletonRows } from '../../kit/index.ts';
import type { KnownProperties } from '../use-properties.ts';
import { mentionsOf } from './mentions.ts';
import { type Known, sayEntry } from './say-entry.tsx';
import styles from './timeline.module.css';

interface TimelineProps {
  readonly objectType: string;
  readonly recordId: string;
  readonly properties: KnownProperties;
}

const PAGE = 30;
/** How long the types of events are taken for true. */
const FRESH_MS = 60_000;

export function Timeline({ objectType, recordId, properties }: TimelineProps) {
  const timeline = useInfiniteQuery({
    queryKey: ['timeline', objectType, recordId],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /millrace/v1/records/{objectType}/{objectId}/timeline',
        { path: { objectType, objectId: recordId }, query: { limit: PAGE, after: pageParam } },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.paging?.next.after,
    meta: { topic: `record:${objectType}/${recordId}` },
  });
  const entries = timeline.data?.pages.flatMap(({ results }) => results) ?? [];
  const names = useNamesOf(mentionsOf(entries));
  const eventTypes = useQuery({
    ...query('GET /millrace/v1/event-types', {}),
    staleTime: FRESH_MS,
    retry: false,
  });
  const known = { properties, names, eventTypes: eventTypes.data?.results ?? [] };
  return (
    <Card>
      <Loaded
        query={timeline}
        skeleton={<SkeletonRows />}
        isEmpty={() => entries.length === 0}
        empty={<Empty icon={History}>Nothing has happened to it yet.</Empty>}
      >
        {() => (
          <ol className={styles['timeline']}>
            {entries.map((entry) => (
              <Entry key={`${entry.kind} ${entry.id}`} entry={entry} known={known} />
            ))}
          </ol>
        )}
      </Loaded>
      {timeline.hasNextPage && (
        <div className={styles['more']}>
          <Button onPress={() => void timeline.fetchNextPage()} isPending={timeline.isFetchingNextPage}>
            Show what was before
          </Button>
        </div>
      )}
    </Card>
  );
}

function Entry({ entry, known }: { readonly entry: TimelineEntry; readonly known: Known }) {
  const { icon: Icon, tone, says, details } = sayEntry(entry, known);
  return (
    <li className={styles['entry']}>
      <span className={`${styles['icon']} ${styles[tone]}`}>
        <Icon aria-hidden size={14} />
      </span>
      <div className={styles['words']}>
        <p>{says}</p>
        {details.length > 0 && (
          <dl className={styles['details']}>
            {details.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <span className={styles['at']}>
        <Instant at={entry.at} />
      </span>
    </li>
  );
}
