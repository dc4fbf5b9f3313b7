import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { type CapturedRequest, call, pages } from '../api/index.ts';
import {
  Card,
  Cell,
  Empty,
  FlowLink,
  Instant,
  Loaded,
  More,
  Page,
  Row,
  SkeletonRows,
  Soft,
  Status,
  Table,
} from '../kit/index.ts';
import styles from './outbox.module.css';
import { RequestDialog } from './request-dialog.tsx';

const PAGE = 50;

export function OutboxPage() {
  const [opened, setOpened] = useState<CapturedRequest>();
  const requests = useInfiniteQuery(
    pages(
      ['outbox'],
      (after, signal) => call('GET /millrace/v1/outbox', { query: { limit: PAGE, after } }, signal),
      'outbox',
    ),
  );
  const rows = requests.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <Page
      title="Outbox"
      lead="In development mode requests to others are captured here, and answered by rules, so that nothing leaves the machine."
    >
      <Card>
        <Loaded
          query={requests}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={
            <Empty icon={Send} action={<Link to="/flows">Go to the flows</Link>}>
              No request has been captured yet.
            </Empty>
          }
        >
          {() => (
            <Table
              label="Captured requests"
              columns={[
                { name: 'Request' },
                { name: 'Answered' },
                { name: 'Flow', isWideOnly: true },
                { name: 'At', align: 'end', isWideOnly: true },
              ]}
            >
              {rows.map((request) => (
                <RequestRow key={request.id} request={request} onOpen={() => setOpened(request)} />
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      <More query={requests} />
      {opened && <RequestDialog requestId={opened.id} onClose={() => setOpened(undefined)} />}
    </Page>
  );
}

interface RequestRowProps {
  readonly request: CapturedRequest;
  readonly onOpen: () => void;
}

function RequestRow({ request, onOpen }: RequestRowProps) {
  const { method, url, status, flowId, at } = request;
  return (
    <Row>
      <Cell isMain>
        <button type="button" className={styles['request']} onClick={onOpen}>
          <code className={styles['method']}>{method}</code> {url}
        </button>
      </Cell>
      <Cell>
        <AnsweredStatus status={status} />
      </Cell>
      <Cell isWideOnly>{flowId !== null && <FlowLink flowId={flowId} />}</Cell>
      <Cell align="end" isWideOnly>
        <Soft>
          <Instant at={at} />
        </Soft>
      </Cell>
    </Row>
  );
}

function AnsweredStatus({ status }: { readonly status: number | null }) {
  if (status === null) return <Status tone="waiting">no answer</Status>;
  return <Status tone={status < 400 ? 'ok' : 'failed'}>{status}</Status>;
}
