import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, SearchX, Trash2, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Card, Empty, Loaded, Page, SkeletonRows } from '../kit/index.ts';
import { BulkBar, DeedDialog, useDeed } from './deeds/index.ts';
import { Filters } from './filters.tsx';
import { FlowsTable } from './flows-table.tsx';
import { NewFlowDialog } from './new/index.ts';
import type { FlowsSearch } from './search.ts';
import { useFlows } from './use-flows.ts';
import { useSelection } from './use-selection.ts';

export function FlowsPage() {
  const search = useSearch({ from: '/signed-in/flows' });
  const navigate = useNavigate({ from: '/flows' });
  const flows = useFlows(search);
  const selection = useSelection(flows.rows.map(({ id }) => id));
  const runner = useDeed();
  const selected = flows.rows.filter(({ id }) => selection.selected.has(id));
  const setNew = (isOpen: boolean) =>
    void navigate({ search: ({ new: _, ...rest }) => (isOpen ? { ...rest, new: true } : rest) });
  const newButton = (
    <Button kind="primary" icon={Plus} onPress={() => setNew(true)}>
      New flow
    </Button>
  );
  return (
    <Page title="Flows" actions={newButton}>
      {selected.length > 0 ? (
        <BulkBar flows={selected} runner={runner} onClear={() => selection.set([])} />
      ) : (
        <Filters search={search} />
      )}
      <Card>
        <Loaded
          query={flows.query}
          skeleton={<SkeletonRows />}
          isEmpty={() => flows.rows.length === 0}
          empty={
            <NoFlows search={search} newButton={newButton} onShowAll={() => void navigate({ search: {} })} />
          }
        >
          {() => <FlowsTable rows={flows.rows} selection={selection} />}
        </Loaded>
      </Card>
      {flows.more && (
        <div>
          <Button onPress={flows.more} isPending={flows.isLoadingMore}>
            Show more flows
          </Button>
        </div>
      )}
      <DeedDialog runner={runner} />
      <NewFlowDialog isOpen={search.new === true} onClose={() => setNew(false)} />
    </Page>
  );
}

interface NoFlowsProps {
  readonly search: FlowsSearch;
  readonly newButton: ReactNode;
  readonly onShowAll: () => void;
}

function NoFlows({ search, newButton, onShowAll }: NoFlowsProps) {
  const { search: text, state, type } = search;
  if (text === undefined && state === undefined && type === undefined)
    return (
      <Empty icon={Workflow} action={newButton}>
        A flow does by itself what you would do by hand for each record: it waits, branches, writes and mails.
        There is none yet.
      </Empty>
    );
  const showAll = <Button onPress={onShowAll}>Show all flows</Button>;
  if (state === 'deleted' && text === undefined)
    return (
      <Empty icon={Trash2} action={showAll}>
        No flow has been deleted.
      </Empty>
    );
  return (
    <Empty icon={SearchX} action={showAll}>
      No flow matches what you are looking for.
    </Empty>
  );
}
