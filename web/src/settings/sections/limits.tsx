import { useQuery } from '@tanstack/react-query';
import { query } from '../../api/index.ts';
import { Card, Facts, Instant, Loaded, SkeletonRows, useAccountNow } from '../../kit/index.ts';
import type { Section } from './section.ts';

export const limits: Section = { id: 'limits', name: 'Limits', Content: Limits };

/** Bytes in a megabyte. */
const MEGABYTE = 1_048_576;

function Limits() {
  const now = useAccountNow();
  const found = useQuery(query('GET /millrace/v1/account/limits', {}));
  return (
    <Card title="Limits" lead="What is set for this account, and how far it is used.">
      <Loaded query={found} skeleton={<SkeletonRows rows={6} />}>
        {({ calls, outgoing, request, session }) => (
          <Facts
            facts={[
              ['API calls today', counted(calls.usedToday)],
              ['API calls a day', atMost(calls.perDay)],
              ['API calls in ten seconds', atMost(calls.perTenSeconds)],
              // By the server's own time, which a moved clock may be beyond.
              [
                'Counted anew',
                Date.parse(calls.resetsAt) > now && <Instant key="anew" at={calls.resetsAt} as="full" />,
              ],
              ['Connections to one receiver', counted(outgoing.connectionsPerHost)],
              ['Requests a second to one receiver', atMost(outgoing.requestsPerSecondPerHost)],
              ['Greatest request', `${counted(request.bodyBytes / MEGABYTE)} MB`],
              ['Values in one request', counted(request.jsonValues)],
              ['Signed in without doing anything', `${session.idleHours} hours`],
              ['Signed in at most', `${session.days} days`],
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function counted(count: number): string {
  return count.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}

function atMost(count: number | null): string {
  return count === null ? 'no limit' : counted(count);
}
