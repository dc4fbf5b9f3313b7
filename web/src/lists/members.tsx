import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserMinus, Users } from 'lucide-react';
import { call, pages, queryClient, useObjectTypeName } from '../api/index.ts';
import {
  Card,
  Cell,
  Empty,
  FailureNote,
  IconButton,
  Instant,
  Loaded,
  More,
  Row,
  recordName,
  SkeletonRows,
  Soft,
  Table,
  toast,
} from '../kit/index.ts';
import { RecordPick } from '../pickers/index.ts';
import styles from './list-page.module.css';

const PAGE = 100;

interface MembersProps {
  readonly listId: string;
  readonly objectTypeId: string;
  /** Records are put in and taken out here; otherwise filters do it. */
  readonly isByHand: boolean;
}

/** Who is in a list, and since when. */
export function Members({ listId, objectTypeId, isByHand }: MembersProps) {
  const type = useObjectTypeName(objectTypeId);
  const members = useInfiniteQuery(
    pages(['members', listId, objectTypeId], async (after, signal) => {
      const { results, paging } = await call(
        'GET /crm/v3/lists/{listId}/memberships',
        { path: { listId }, query: { limit: PAGE, after } },
        signal,
      );
      const ids = results.map(({ recordId }) => recordId);
      const named = await propertiesOf(objectTypeId, type.display, ids, signal);
      return {
        results: results.map((each) => ({
          ...each,
          name: recordName(type, each.recordId, named.get(each.recordId) ?? {}),
        })),
        paging,
      };
    }),
  );
  const change = useMutation({
    mutationFn: ({
      id,
      verb,
    }: {
      readonly id: string;
      readonly name: string;
      readonly verb: 'add' | 'remove';
    }) => call(`PUT /crm/v3/lists/{listId}/memberships/${verb}`, { path: { listId }, body: [id] }),
    onSuccess: async ({ recordIdsMissing }, { name, verb }) => {
      toast(
        recordIdsMissing.length > 0
          ? { tone: 'failed', text: `There is no ${type.singular.toLowerCase()} ${name}.` }
          : {
              tone: 'ok',
              text: verb === 'add' ? `${name} is in the list.` : `${name} is no longer in the list.`,
            },
      );
      await queryClient.invalidateQueries();
    },
  });
  const rows = members.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <div className={styles['members']}>
      <Card title="Members">
        {isByHand && (
          <div className={styles['add']}>
            <RecordPick
              key={rows.length}
              label={`Add a ${type.singular.toLowerCase()}`}
              objectTypeId={objectTypeId}
              value=""
              onChange={(id, name) => id !== '' && change.mutate({ id, name, verb: 'add' })}
              without={new Set(rows.map(({ recordId }) => recordId))}
            />
            {change.error && <FailureNote error={change.error} />}
          </div>
        )}
        <Loaded
          query={members}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={<Empty icon={Users}>Nobody is in it.</Empty>}
        >
          {() => (
            <Table
              label="Members"
              columns={[
                { name: type.singular },
                { name: 'Since', align: 'end' },
                ...(isByHand ? [{ name: 'Take out', align: 'end' as const, isSilent: true }] : []),
              ]}
            >
              {rows.map(({ recordId, membershipTimestamp, name }) => (
                <Row key={recordId}>
                  <Cell isMain>
                    <Link to="/records/$objectType/$recordId" params={{ objectType: objectTypeId, recordId }}>
                      {name}
                    </Link>
                  </Cell>
                  <Cell align="end">
                    <Soft>
                      <Instant at={membershipTimestamp} />
                    </Soft>
                  </Cell>
                  {isByHand && (
                    <Cell align="end">
                      <IconButton
                        icon={UserMinus}
                        label={`Take ${name} out`}
                        onPress={() => change.mutate({ id: recordId, name, verb: 'remove' })}
                      />
                    </Cell>
                  )}
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      <More query={members} />
    </div>
  );
}

async function propertiesOf(
  objectType: string,
  display: readonly string[],
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Readonly<Record<string, string | null>>>> {
  if (ids.length === 0) return new Map();
  const { results } = await call(
    'POST /crm/v3/objects/{objectType}/batch/read',
    {
      path: { objectType },
      body: { properties: [...display], propertiesWithHistory: [], inputs: ids.map((id) => ({ id })) },
    },
    signal,
  );
  return new Map(results.map(({ id, properties }) => [id, properties]));
}
