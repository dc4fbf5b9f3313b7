import { useQuery } from '@tanstack/react-query';
import { Equal } from 'lucide-react';
import type { RawFlow } from '../flow-body/index.ts';
import { ChangeList } from '../flow-changes/index.ts';
import { Card, Empty, Loaded, SkeletonRows } from '../kit/index.ts';
import styles from './comparison.module.css';
import { DiffGraph } from './diff-graph.tsx';
import { Members } from './members.tsx';
import { revisionQuery } from './revision-query.ts';
import { TwoRevisions, type TwoRevisionsProps } from './two-revisions.tsx';
import { useChanges } from './use-changes.ts';

interface ComparisonProps extends TwoRevisionsProps {
  readonly flowId: string;
}

/** What differs between two revisions: in sentences, on the graph, and member by member. */
export function Comparison({ flowId, ...two }: ComparisonProps) {
  const { from, to } = two;
  const before = useQuery(revisionQuery(flowId, from ?? to));
  const after = useQuery(revisionQuery(flowId, to));
  return (
    <Card title={from === undefined ? `Revision ${to}` : 'What differs'} actions={<TwoRevisions {...two} />}>
      <Loaded query={before} skeleton={<SkeletonRows rows={4} />}>
        {(old) => (
          <Loaded query={after} skeleton={<SkeletonRows rows={4} />}>
            {(now) => (
              <>
                <Sentences before={old} after={now} isFirst={from === undefined} />
                <DiffGraph before={old} after={now} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      {from !== undefined && <Members flowId={flowId} from={from} to={to} />}
    </Card>
  );
}

interface SentencesProps {
  readonly before: RawFlow;
  readonly after: RawFlow;
  readonly isFirst: boolean;
}

function Sentences({ before, after, isFirst }: SentencesProps) {
  const changes = useChanges(before, after);
  if (isFirst) return <p className={styles['first']}>This is the first revision: there is none before it.</p>;
  if (changes.length === 0) return <Empty icon={Equal}>They say the same.</Empty>;
  return (
    <div className={styles['sentences']}>
      <ChangeList changes={changes} />
    </div>
  );
}
