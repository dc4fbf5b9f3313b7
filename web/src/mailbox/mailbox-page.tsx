import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Inbox, X } from 'lucide-react';
import { call, pages } from '../api/index.ts';
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
  SkeletonRows,
  Soft,
  Table,
  useTyped,
} from '../kit/index.ts';
import { DeliveryStatus } from './delivery-status.tsx';
import styles from './mailbox.module.css';
import type { MailboxSearch } from './search.ts';

const PAGE = 50;

export function MailboxPage() {
  const search = useSearch({ from: '/signed-in/mailbox' });
  const navigate = useNavigate({ from: '/mailbox' });
  const change = (part: MailboxSearch) =>
    void navigate({ search: said({ ...search, ...part }), replace: true });
  const [recipient, setRecipient] = useTyped(search.to ?? '', (to) => change({ to }));
  const wanted = search.to?.includes('@') ? search.to.trim() : undefined;
  const isNarrowed = Object.values(search).some(Boolean);
  const mails = useInfiniteQuery(
    pages(
      ['mailbox', wanted, search.flow, search.email],
      (after, signal) =>
        call(
          'GET /millrace/v1/mailbox',
          { query: { limit: PAGE, after, recipient: wanted, flowId: search.flow, emailId: search.email } },
          signal,
        ),
      'mailbox',
    ),
  );
  const rows = mails.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <Page title="Mailbox">
      <FilterBar>
        <SearchField label="Address of a recipient" value={recipient} onChange={setRecipient} />
        <FlowFilter value={search.flow} onChange={(flow) => change({ flow: flow ?? '' })} />
        {search.email !== undefined && (
          <Button icon={X} onPress={() => change({ email: '' })}>
            Of one email only
          </Button>
        )}
      </FilterBar>
      <Card>
        <Loaded
          query={mails}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={
            <Empty
              icon={Inbox}
              action={
                isNarrowed ? (
                  <Button onPress={() => void navigate({ search: {} })}>Show all mails</Button>
                ) : (
                  <LinkButton to="/flows">Go to the flows</LinkButton>
                )
              }
            >
              {isNarrowed
                ? 'No mail is like that.'
                : 'What flows send is kept here. No flow has sent a mail yet.'}
            </Empty>
          }
        >
          {() => (
            <Table
              label="Mails"
              columns={[
                { name: 'Subject' },
                { name: 'To', isWideOnly: true },
                { name: 'Flow', isWideOnly: true },
                { name: 'State' },
                { name: 'At', align: 'end', isWideOnly: true },
              ]}
            >
              {rows.map(({ id, subject, to, delivery, at, objectTypeId, objectId, flowId }) => (
                <Row key={id}>
                  <Cell isMain>
                    <div className={styles['mail']}>
                      <Link to="/mailbox/$mailId" params={{ mailId: id }}>
                        {subject || 'No subject'}
                      </Link>
                      <span className={styles['to']}>{to}</span>
                    </div>
                  </Cell>
                  <Cell isWideOnly>
                    <Soft>
                      {objectTypeId !== null && objectId !== null ? (
                        <span title={to}>
                          <RecordLink objectTypeId={objectTypeId} id={objectId} />
                        </span>
                      ) : (
                        to
                      )}
                    </Soft>
                  </Cell>
                  <Cell isWideOnly>{flowId !== null && <FlowLink flowId={flowId} />}</Cell>
                  <Cell>
                    <DeliveryStatus delivery={delivery} />
                  </Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>
                      <Instant at={at} />
                    </Soft>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      <More query={mails} />
    </Page>
  );
}

/** What is empty is not in the address. */
function said(search: MailboxSearch): MailboxSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));
}
