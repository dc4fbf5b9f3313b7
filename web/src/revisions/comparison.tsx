import { useQuery } from '@tanstack/react-query';
import { Equal, GitCommitHorizontal } from 'lucide-react';
import { type Diff, query } from '../api/index.ts';
import { Card, Empty, Loaded, SkeletonRows } from '../kit/index.ts';
import styles from './comparison.module.css';

interface ComparisonProps {
  readonly flowId: string;
  /** What changed, in sentences, where these are two revisions that follow each other. */
  readonly summary: readonly string[] | null;
  readonly from: string | undefined;
  readonly to: string;
}

/** What differs between two revisions. */
export function Comparison({ flowId, from, to, summary }: ComparisonProps) {
  if (from === undefined)
    return (
      <Card title={`Revision ${to}`}>
        <Empty icon={GitCommitHorizontal}>This is the first revision: there is none before it.</Empty>
      </Card>
    );
  return <Compared flowId={flowId} from={from} to={to} summary={summary} />;
}

function Compared({ flowId, from, to, summary }: ComparisonProps & { readonly from: string }) {
  const diff = useQuery(
    query('GET /millrace/v1/flows/{flowId}/diff', { path: { flowId }, query: { from, to } }),
  );
  return (
    <Card title={`Revision ${from} to ${to}`}>
      <Loaded
        query={diff}
        skeleton={<SkeletonRows rows={4} />}
        isEmpty={({ flow, actions }) => flow.length === 0 && actions.length === 0}
        empty={<Empty icon={Equal}>They say the same.</Empty>}
      >
        {(found) =>
          summary === null || summary.length === 0 ? (
            <Changes diff={found} />
          ) : (
            <>
              <ul className={styles['summary']}>
                {summary.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
              <details className={styles['details']}>
                <summary>Member by member</summary>
                <Changes diff={found} />
              </details>
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

const SIGNS = { added: '+', removed: '−', changed: '~' } as const;
const WORDS = { added: 'added', removed: 'removed', changed: 'changed' } as const;

function Changes({ diff: { flow, actions } }: { readonly diff: Diff }) {
  return (
    <ul className={styles['changes']}>
      {flow.length > 0 && (
        <li>
          <h3 className={styles['what']}>The flow itself</h3>
          <Members members={flow} />
        </li>
      )}
      {actions.map(({ kind, actionId, actionType, changes }) => (
        <li key={`${kind} ${actionId}`}>
          <h3 className={styles['what']}>
            <span aria-hidden className={`${styles['sign']} ${styles[kind]}`}>
              {SIGNS[kind]}
            </span>
            Action {actionId} <span className={styles['type']}>{actionType}</span> {WORDS[kind]}
          </h3>
          {kind === 'changed' && <Members members={changes} />}
        </li>
      ))}
    </ul>
  );
}

function Members({ members }: { readonly members: Diff['flow'] }) {
  return (
    <dl className={styles['members']}>
      {members.map(({ kind, path, before, after }) => (
        <div key={path} className={styles['member']}>
          <dt>
            <code>{path}</code>
          </dt>
          <dd>
            {kind !== 'added' && <del className={styles['before']}>{valueText(before)}</del>}
            {kind !== 'removed' && <ins className={styles['after']}>{valueText(after)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}
