import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Mail, Plus } from 'lucide-react';
import { useState } from 'react';
import { call, pages } from '../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  Instant,
  Loaded,
  More,
  Page,
  Row,
  SkeletonRows,
  Soft,
  Table,
} from '../kit/index.ts';
import { NewEmailDialog } from './new-email-dialog.tsx';
import { PublishedStatus } from './published-status.tsx';

const PAGE = 50;

export function EmailsPage() {
  const [isMaking, setMaking] = useState(false);
  const emails = useInfiniteQuery(
    pages(['emails'], (after, signal) =>
      call('GET /marketing/v3/emails', { query: { limit: PAGE, after, sort: '-updatedAt' } }, signal),
    ),
  );
  const rows = emails.data?.pages.flatMap(({ results }) => results) ?? [];
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
      New email
    </Button>
  );
  return (
    <Page title="Emails" actions={make}>
      <Card>
        <Loaded
          query={emails}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={
            <Empty icon={Mail} action={make}>
              Flows send emails to contacts. There is none yet.
            </Empty>
          }
        >
          {() => (
            <Table
              label="Emails"
              columns={[
                { name: 'Name' },
                { name: 'Subject', isWideOnly: true },
                { name: 'State' },
                { name: 'Last change', align: 'end', isWideOnly: true },
              ]}
            >
              {rows.map(({ id = '', name, subject, isPublished, updatedAt }) => (
                <Row key={id}>
                  <Cell isMain>
                    <Link to="/emails/$emailId" params={{ emailId: id }}>
                      {name || subject || `Email ${id}`}
                    </Link>
                  </Cell>
                  <Cell isWideOnly>
                    <Soft>{subject}</Soft>
                  </Cell>
                  <Cell>
                    <PublishedStatus isPublished={isPublished === true} />
                  </Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>{updatedAt && <Instant at={updatedAt} />}</Soft>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      <More query={emails} />
      {isMaking && <NewEmailDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}
