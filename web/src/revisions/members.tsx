import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Diff, query } from '../api/index.ts';
import { Loaded, SkeletonRows } from '../kit/index.ts';
import styles from './comparison.module.css';

interface MembersProps {
  readonly flowId: string;
  readonly from: string;
  readonly to: string;
}

/** The differences as the API has them, for who wants to know it to the letter: asked for when it is opened. */
export function Members({ flowId, from, to }: MembersProps) {
  const [isOpen, setOpen] = useState(false);
  const diff = useQuery({
    ...query('GET /millrace/v1/flows/{flowId}/diff', { path: { flowId }, query: { from, to } }),
    enabled: isOpen,
  });
  return (
    <details className={styles['details']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Member by member</summary>
      {isOpen && (
        <Loaded query={diff} skeleton={<SkeletonRows rows={4} />}>
          {(found) => <Changes diff={found} />}
        </Loaded>
      )}
    </details>
  );
}

const SIGNS = { added: '+', removed: '−', changed: '~' } as const;

function Changes({ diff: { flow, actions } }: { readonly diff: Diff }) {
  return (
    <ul className={styles['changes']}>
      {flow.length > 0 && (
        <li>
          <h3 className={styles['what']}>The flow itself</h3>
          <MemberList members={flow} />
        </li>
      )}
      {actions.map(({ kind, actionId, actionType, changes }) => (
        <li key={`${kind} ${actionId}`}>
          <h3 className={styles['what']}>
            <span aria-hidden className={`${styles['sign']} ${styles[kind]}`}>
              {SIGNS[kind]}
            </span>
            Action {actionId} <span className={styles['type']}>{actionType}</span> {kind}
          </h3>
          {kind === 'changed' && <MemberList members={changes} />}
        </li>
      ))}
    </ul>
  );
}

function MemberList({ members }: { readonly members: Diff['flow'] }) {
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
