import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Inbox, Play } from 'lucide-react';
import { call, type Form, pages, query } from '../api/index.ts';
import {
  BackLink,
  Card,
  Cell,
  Empty,
  Facts,
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
import styles from './form-page.module.css';
import { soughtForm } from './sought-form.tsx';

const PAGE = 20;

export function FormPage() {
  const { formId } = useParams({ from: '/signed-in/forms/$formId' });
  const form = useQuery(query('GET /marketing/v3/forms/{formId}', { path: { formId }, query: {} }));
  return (
    <Page
      title={form.data?.name ?? 'Form'}
      lead={<BackLink to="/forms">Forms</BackLink>}
      actions={
        form.data && (
          <Link to="/forms/$formId/try" params={{ formId }} className={styles['try']}>
            <Play aria-hidden size={15} /> Try it
          </Link>
        )
      }
    >
      <Loaded query={form} skeleton={<SkeletonRows />} sought={soughtForm(formId)}>
        {(found) => (
          <div className={styles['columns']}>
            <div className={styles['main']}>
              <Submissions formId={formId} labels={labelsOf(found)} />
            </div>
            <div className={styles['main']}>
              <Card title="Fields">
                <Fields form={found} />
              </Card>
              <Card title="About">
                <Facts
                  facts={[
                    ['Id', <code key="id">{formId}</code>],
                    [
                      'Submitted to',
                      <code key="to">POST /submissions/v3/integration/submit/…/{formId}</code>,
                    ],
                  ]}
                />
              </Card>
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Fields({ form }: { readonly form: Form }) {
  return (
    <Table
      label="Fields"
      columns={[{ name: 'Field' }, { name: 'Property' }, { name: 'Needed', align: 'end' }]}
    >
      {form.fieldGroups
        .flatMap(({ fields }) => fields)
        .map(({ name, label, required }) => (
          <Row key={name}>
            <Cell>{label || name}</Cell>
            <Cell>
              <code>{name}</code>
            </Cell>
            <Cell align="end">
              {required ? <Status tone="waiting">required</Status> : <Soft>optional</Soft>}
            </Cell>
          </Row>
        ))}
    </Table>
  );
}

/** The labels of the fields by their names. */
function labelsOf(form: Form): ReadonlyMap<string, string> {
  const fields = form.fieldGroups.flatMap((group) => group.fields);
  return new Map(fields.map(({ name, label }) => [name, label || name]));
}

interface SubmissionsProps {
  readonly formId: string;
  readonly labels: ReadonlyMap<string, string>;
}

function Submissions({ formId, labels }: SubmissionsProps) {
  const submissions = useInfiniteQuery(
    pages(['submissions', formId], (after, signal) =>
      call(
        'GET /form-integrations/v1/submissions/forms/{formId}',
        { path: { formId }, query: { limit: PAGE, after } },
        signal,
      ),
    ),
  );
  const rows = submissions.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <>
      <Card title="Submissions">
        <Loaded
          query={submissions}
          skeleton={<SkeletonRows rows={4} />}
          isEmpty={() => rows.length === 0}
          empty={
            <Empty
              icon={Inbox}
              action={
                <Link to="/forms/$formId/try" params={{ formId }}>
                  Try it
                </Link>
              }
            >
              Nobody has submitted it yet.
            </Empty>
          }
        >
          {() => (
            <ul>
              {rows.map(({ submittedAt, values, pageUrl }) => (
                <li key={`${submittedAt} ${JSON.stringify(values)}`} className={styles['submission']}>
                  <p className={styles['head']}>
                    <Instant at={new Date(submittedAt).toISOString()} as="full" />
                    {pageUrl && <Soft>{pageUrl}</Soft>}
                  </p>
                  <Facts
                    facts={values.map(({ name, value }) => [labels.get(name) ?? name, value] as const)}
                  />
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
      <More query={submissions} />
    </>
  );
}
