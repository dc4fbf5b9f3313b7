import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ClipboardList, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { call, pages, queryClient } from '../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Dialog,
  Empty,
  FilterBar,
  Instant,
  Loaded,
  More,
  Page,
  problemOf,
  Row,
  SearchField,
  SkeletonRows,
  Soft,
  Table,
  TextField,
  useTyped,
} from '../kit/index.ts';

const PAGE = 50;

export function FormsPage() {
  const [isMaking, setMaking] = useState(false);
  const { search } = useSearch({ from: '/signed-in/forms' });
  const navigate = useNavigate({ from: '/forms' });
  const find = (text: string) =>
    void navigate({ search: text === '' ? {} : { search: text }, replace: true });
  const [typed, setTyped] = useTyped(search ?? '', find);
  const forms = useInfiniteQuery(
    pages(['forms', search], (after, signal) =>
      call('GET /marketing/v3/forms', { query: { limit: PAGE, after, search } }, signal),
    ),
  );
  const rows = forms.data?.pages.flatMap(({ results }) => results) ?? [];
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
      New form
    </Button>
  );
  return (
    <Page title="Forms" actions={make}>
      <FilterBar>
        <SearchField label="Search forms" value={typed} onChange={setTyped} />
      </FilterBar>
      <Card>
        <Loaded
          query={forms}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={
            search === undefined ? (
              <Empty icon={ClipboardList} action={make}>
                A form writes what people submit into contacts, and flows can begin with it. There is none
                yet.
              </Empty>
            ) : (
              <Empty icon={SearchX} action={<Button onPress={() => find('')}>Show all forms</Button>}>
                None is called so.
              </Empty>
            )
          }
        >
          {() => (
            <Table
              label="Forms"
              columns={[
                { name: 'Name' },
                { name: 'Fields', align: 'end' },
                { name: 'Last change', align: 'end', isWideOnly: true },
              ]}
            >
              {rows.map(({ id, name, fieldGroups, updatedAt }) => (
                <Row key={id}>
                  <Cell isMain>
                    <Link to="/forms/$formId" params={{ formId: id }}>
                      {name}
                    </Link>
                  </Cell>
                  <Cell align="end">{fieldGroups.reduce((sum, { fields }) => sum + fields.length, 0)}</Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>
                      <Instant at={updatedAt} />
                    </Soft>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      <More query={forms} />
      {isMaking && <NewFormDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

/** Begins with what most forms ask for; the API changes the rest. */
function NewFormDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: () =>
      call('POST /marketing/v3/forms', {
        body: {
          name,
          formType: 'hubspot',
          fieldGroups: [
            {
              groupType: 'default_group',
              richTextType: 'text',
              fields: [
                { ...FIELD, fieldType: 'email', name: 'email', label: 'Email', required: true },
                { ...FIELD, fieldType: 'single_line_text', name: 'firstname', label: 'First name' },
                { ...FIELD, fieldType: 'single_line_text', name: 'lastname', label: 'Last name' },
              ],
            },
          ],
        },
      }),
    onSuccess: async ({ id }) => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['forms'] });
      await navigate({ to: '/forms/$formId', params: { formId: id } });
    },
  });
  return (
    <Dialog
      title="New form"
      isOpen
      failure={make.error}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Plus}
            onPress={() => make.mutate()}
            isPending={make.isPending}
            reason={name.trim() === '' ? 'Give it a name first.' : undefined}
          >
            Create form
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        problem={problemOf(make.error, 'name')}
        description="It begins with an email, a first and a last name."
      />
    </Dialog>
  );
}

const FIELD = { objectTypeId: '0-1', required: false, hidden: false } as const;
