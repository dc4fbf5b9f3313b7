import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { call, pages } from '../api/index.ts';
import {
  Card,
  Cell,
  Empty,
  FilterBar,
  Instant,
  Loaded,
  More,
  Page,
  Row,
  SearchField,
  SkeletonRows,
  Soft,
  Table,
} from '../kit/index.ts';
import { DeliveryStatus } from './delivery-status.tsx';
import styles from './mailbox.module.css';

const PAGE = 50;

export function MailboxPage() {
  const [recipient, setRecipient] = useState('');
  const wanted = recipient.includes('@') ? recipient.trim() : undefined;
  const mails = useInfiniteQuery(
    pages(
      ['mailbox', wanted],
      (after, signal) =>
        call('GET /millrace/v1/mailbox', { query: { limit: PAGE, after, recipient: wanted } }, signal),
      'mailbox',
    ),
  );
  const rows = mails.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <Page title="Mailbox">
      <FilterBar>
        <SearchField label="Address of a recipient" value={recipient} onChange={setRecipient} />
      </FilterBar>
      <Card>
        <Loaded
          query={mails}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={
            <Empty icon={Inbox} action={<Link to="/flows">Go to the flows</Link>}>
              {wanted === undefined ? 'No flow has sent a mail yet.' : `No mail has gone to ${wanted}.`}
            </Empty>
          }
        >
          {() => (
            <Table
              label="Mails"
              columns={[
                { name: 'Subject' },
                { name: 'To', isWideOnly: true },
                { name: 'State' },
                { name: 'At', align: 'end', isWideOnly: true },
              ]}
            >
              {rows.map(({ id, subject, to, delivery, at }) => (
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
                    <Soft>{to}</Soft>
                  </Cell>
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
