import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Mail, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { call, pages } from '../api/index.ts';
import {
  Button,
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
  useTyped,
} from '../kit/index.ts';
import { NewEmailDialog } from './new-email-dialog.tsx';
import { PublishedStatus } from './published-status.tsx';

const PAGE = 50;

export function EmailsPage() {
  const [isMaking, setMaking] = useState(false);
  const { search } = useSearch({ from: '/signed-in/emails' });
  const navigate = useNavigate({ from: '/emails' });
  const find = (text: string) =>
    void navigate({ search: text === '' ? {} : { search: text }, replace: true });
  const [typed, setTyped] = useTyped(search ?? '', find);
  const emails = useInfiniteQuery(
    pages(['emails', search], (after, signal) =>
      call('GET /marketing/v3/emails', { query: { limit: PAGE, after, sort: '-updatedAt', search } }, signal),
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
      <FilterBar>
        <SearchField label="Search emails" value={typed} onChange={setTyped} />
      </FilterBar>
      <Card>
        <Loaded
          query={emails}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={
            search === undefined ? (
              <Empty icon={Mail} action={make}>
                Flows send emails to contacts. There is none yet.
              </Empty>
            ) : (
              <Empty icon={SearchX} action={<Button onPress={() => find('')}>Show all emails</Button>}>
                None is called so.
              </Empty>
            )
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
