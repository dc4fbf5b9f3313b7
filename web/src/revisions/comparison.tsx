import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Equal } from 'lucide-react';
import type { RawFlow } from '../flow-body/index.ts';
import { ChangeList } from '../flow-changes/index.ts';
import { Card, Empty, Loaded, SkeletonRows, type Sought } from '../kit/index.ts';
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
      <Loaded query={before} skeleton={<SkeletonRows rows={4} />} sought={soughtRevision(flowId, from ?? to)}>
        {(old) => (
          <Loaded query={after} skeleton={<SkeletonRows rows={4} />} sought={soughtRevision(flowId, to)}>
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

function soughtRevision(flowId: string, id: string): Sought {
  return {
    noun: 'revision',
    id,
    back: (
      <Link to="/flows/$flowId/revisions" params={{ flowId }} search={{}}>
        Compare the latest two
      </Link>
    ),
  };
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
