import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { type CapturedRequest, call, pages } from '../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  FilterBar,
  FlowFilter,
  FlowLink,
  Instant,
  LinkButton,
  Loaded,
  More,
  Page,
  RecordLink,
  Row,
  SearchField,
  Select,
  SkeletonRows,
  Soft,
  Status,
  Table,
  useTyped,
} from '../kit/index.ts';
import styles from './outbox.module.css';
import { RequestDialog } from './request-dialog.tsx';
import { METHODS, type OutboxSearch } from './search.ts';

const PAGE = 50;

export function OutboxPage() {
  const [opened, setOpened] = useState<CapturedRequest>();
  const search = useSearch({ from: '/signed-in/outbox' });
  const navigate = useNavigate({ from: '/outbox' });
  const change = (part: { readonly [Member in keyof OutboxSearch]: OutboxSearch[Member] | undefined }) => {
    const said = Object.entries({ ...search, ...part }).filter(([, value]) => value);
    void navigate({ search: Object.fromEntries(said) as OutboxSearch, replace: true });
  };
  const [host, setHost] = useTyped(search.host ?? '', (text) => change({ host: text.trim() }));
  const { flow, method } = search;
  const isNarrowed = Object.values(search).some(Boolean);
  const requests = useInfiniteQuery(
    pages(
      ['outbox', search],
      (after, signal) =>
        call(
          'GET /millrace/v1/outbox',
          { query: { limit: PAGE, after, host: search.host, flowId: flow, method } },
          signal,
        ),
      'outbox',
    ),
  );
  const rows = requests.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <Page
      title="Outbox"
      lead="In development mode requests to others are captured here, and answered by rules, so that nothing leaves the machine."
    >
      <FilterBar>
        <SearchField label="Host, such as api.example.com" value={host} onChange={setHost} />
        <FlowFilter value={flow} onChange={(id) => change({ flow: id })} />
        <Select
          label="Method"
          labelling="inline"
          choices={[{ id: 'all', name: 'All methods' }, ...METHODS.map((id) => ({ id, name: id }))]}
          value={method ?? 'all'}
          onChange={(id) => change({ method: METHODS.find((each) => each === id) })}
        />
      </FilterBar>
      <Card>
        <Loaded
          query={requests}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={
            <Empty
              icon={Send}
              action={
                isNarrowed ? (
                  <Button onPress={() => void navigate({ search: {} })}>Show all requests</Button>
                ) : (
                  <LinkButton to="/flows">Go to the flows</LinkButton>
                )
              }
            >
              {isNarrowed ? 'No request is like that.' : 'No request has been captured yet.'}
            </Empty>
          }
        >
          {() => (
            <Table
              label="Captured requests"
              columns={[
                { name: 'Request' },
                { name: 'Answered' },
                { name: 'For', isWideOnly: true },
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
  const { method, url, status, flowId, at, objectTypeId, objectId } = request;
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
      <Cell isWideOnly>
        {objectTypeId !== null && objectId !== null && (
          <RecordLink objectTypeId={objectTypeId} id={objectId} />
        )}
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
