import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { query } from '../api/index.ts';
import { Button, Card, Empty, LinkButton, Loaded, Page, SkeletonRows } from '../kit/index.ts';
import { ErrorsFilters } from './errors-filters.tsx';
import { ErrorsTable } from './errors-table.tsx';
import type { ErrorsSearch } from './search.ts';

const GROUPS_MAX = 100;
const SERVER_STATES = { open: 'OPEN', later: 'REMIND_LATER', ignored: 'IGNORED', fixed: 'FIXED' } as const;

/** What the page asks for, of what its address says. */
export function errorsQuery({ flow, kind, state, expected }: ErrorsSearch) {
  const asked = {
    flowId: flow,
    outcome: kind === 'skipped' ? 'SKIPPED' : 'FAILED',
    state: SERVER_STATES[state ?? 'open'],
    expected: expected ? undefined : false,
    limit: GROUPS_MAX,
  } as const;
  return query('GET /millrace/v1/errors', { query: asked }, 'errors');
}

export function ErrorsPage() {
  const search = useSearch({ from: '/signed-in/errors' });
  const navigate = useNavigate({ from: '/errors' });
  const errors = useQuery(errorsQuery(search));
  const isNarrowed = Object.keys(search).length > 0;
  return (
    <Page title="Errors" lead="Steps that went wrong, by their cause, the most frequent first.">
      <ErrorsFilters search={search} />
      <Card>
        <Loaded
          query={errors}
          skeleton={<SkeletonRows />}
          isEmpty={({ results }) => results.length === 0}
          empty={
            <Empty
              icon={CircleCheck}
              action={
                isNarrowed ? (
                  <Button onPress={() => void navigate({ search: {} })}>Show all open errors</Button>
                ) : (
                  <LinkButton to="/flows">Go to the flows</LinkButton>
                )
              }
            >
              {isNarrowed
                ? 'No error matches what you are looking for.'
                : 'Nothing is going wrong in any flow.'}
            </Empty>
          }
        >
          {({ results, complete }) => <ErrorsTable groups={results} isComplete={complete} />}
        </Loaded>
      </Card>
    </Page>
  );
}
