import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CircleHelp } from 'lucide-react';
import { query } from '../api/index.ts';
import { textAt } from '../flow-body/index.ts';
import { FlowFrame } from '../flow-frame/index.ts';
import { flowQuery } from '../graph/index.ts';
import { Card, Empty, Loaded, SkeletonRows } from '../kit/index.ts';
import { RecordPick } from '../pickers/index.ts';
import { Answer } from './answer.tsx';
import { When } from './when.tsx';
import styles from './why.module.css';

export function WhyPage() {
  const { flowId } = useParams({ from: '/signed-in/flows/$flowId/explain' });
  const { objectId = '', at } = useSearch({ from: '/signed-in/flows/$flowId/explain' });
  const navigate = useNavigate({ from: '/flows/$flowId/explain' });
  const typeId = textAt(useQuery(flowQuery(flowId)).data, 'objectTypeId');
  const explanation = useQuery({
    ...query(
      'GET /millrace/v1/flows/{flowId}/explain',
      { path: { flowId }, query: { objectId, at }, records: typeId },
      // What happens to the record changes the answer: its values, and what lets it in.
      /^\d+$/.test(objectId) && typeId !== '' ? `record:${typeId}/${objectId}` : `flow:${flowId}`,
    ),
    enabled: objectId !== '' && typeId !== '',
    placeholderData: (before) => before,
  });
  const found = explanation.data;
  const go = (to: { objectId?: string; at?: string | undefined }) => {
    const next = { objectId, at, ...to };
    void navigate({
      search: {
        ...(next.objectId === '' ? {} : { objectId: next.objectId }),
        ...(next.at === undefined ? {} : { at: next.at }),
      },
      replace: true,
    });
  };
  return (
    <FlowFrame flowId={flowId} page="Why">
      {() => (
        <div className={styles['columns']}>
          <div className={styles['asked']}>
            <Card title="Why, or why not" fill="padded">
              <div className={styles['form']}>
                <RecordPick
                  label="Record"
                  objectTypeId={typeId}
                  value={found?.objectId ?? objectId}
                  onChange={(id) => go({ objectId: id })}
                />
                {objectId !== '' && (
                  <When
                    objectTypeId={typeId}
                    objectId={found?.objectId ?? objectId}
                    at={at}
                    criteria={found?.criteria ?? null}
                    onChange={(to) => go({ at: to })}
                  />
                )}
              </div>
            </Card>
          </div>
          <div className={styles['answers']}>
            {objectId === '' ? (
              <Card>
                <Empty icon={CircleHelp}>Choose a record to see why it is in this flow, or why not.</Empty>
              </Card>
            ) : (
              <Loaded query={explanation} skeleton={<SkeletonRows />}>
                {(answer) => <Answer answer={answer} isPast={at !== undefined} />}
              </Loaded>
            )}
          </div>
        </div>
      )}
    </FlowFrame>
  );
}
