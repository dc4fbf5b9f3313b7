import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type Enrollment, pages, useScope } from '../api/index.ts';
import { UnenrollDialog } from '../history/index.ts';
import {
  Button,
  Checkbox,
  Instant,
  Loaded,
  More,
  PassageLink,
  RecordLink,
  SkeletonRows,
  useRecordNames,
} from '../kit/index.ts';
import { TRIGGER } from '../layout/index.ts';
import styles from './action-panel.module.css';
import { counted } from './numbers.ts';

interface WhoWaitsProps {
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly of: string;
  readonly waiting: number;
}

const PAGE = 20;

/** The records that stand at an action, with what can be done about them; at the trigger those who came in last. */
export function WhoWaits({ flowId, objectTypeId, of, waiting }: WhoWaitsProps) {
  const isTrigger = of === TRIGGER;
  const passages = useInfiniteQuery(
    pages(
      ['who waits', flowId, of],
      (after, signal) =>
        call(
          'GET /millrace/v1/flows/{flowId}/enrollments',
          {
            path: { flowId },
            query: { ...(isTrigger ? {} : { status: 'ACTIVE', actionId: of }), limit: PAGE, after },
            records: objectTypeId,
          },
          signal,
        ),
      `flow:${flowId}`,
    ),
  );
  const found = passages.data?.pages.flatMap(({ results }) => results) ?? [];
  const nameOf = useRecordNames(
    objectTypeId,
    found.map(({ objectId }) => objectId),
  );
  const mayWrite = useScope('automation');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const there = found.filter(({ objectId, status }) => status === 'ACTIVE' && chosen.has(objectId));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <section className={styles['part']}>
      <div className={styles['partHead']}>
        <h4 className={styles['partTitle']}>
          {isTrigger ? 'Came in last' : `Who waits here${waiting > 0 ? ` · ${counted(waiting)}` : ''}`}
        </h4>
        {there.length > 0 && <Button onPress={() => setAsking(true)}>Unenroll {there.length}…</Button>}
      </div>
      <Loaded
        query={passages}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={() => found.length === 0}
        empty={
          <p className={styles['none']}>{isTrigger ? 'Nobody has come in yet.' : 'Nobody waits here.'}</p>
        }
      >
        {() => (
          <ul className={styles['rows']}>
            {found.map((passage) => (
              <li key={passage.id} className={styles['row']}>
                {!isTrigger && mayWrite && (
                  <Checkbox
                    aria-label={`Select ${nameOf(passage.objectId)}`}
                    isSelected={chosen.has(passage.objectId)}
                    onChange={() => toggle(passage.objectId)}
                  />
                )}
                <Words passage={passage} name={nameOf(passage.objectId)} />
                <span className={styles['side']}>
                  <PassageLink enrollmentId={passage.id}>Passage</PassageLink>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <More query={passages} />
      {isAsking && (
        <UnenrollDialog
          flowId={flowId}
          filter={{ objectIds: there.map(({ objectId }) => objectId) }}
          onClose={() => {
            setAsking(false);
            setChosen(new Set());
          }}
        />
      )}
    </section>
  );
}

function Words({ passage, name }: { readonly passage: Enrollment; readonly name: string }) {
  const { objectTypeId, objectId, enrolledAt, position } = passage;
  return (
    <span className={styles['words']}>
      <RecordLink objectTypeId={objectTypeId} id={objectId} name={name} />
      <span className={styles['soft']}>
        {position?.since ? (
          <>
            since <Instant at={position.since} />
          </>
        ) : (
          <>
            enrolled <Instant at={enrolledAt} />
          </>
        )}
        {position?.until && (
          <>
            {', until '}
            <Instant at={position.until} as="full" />
          </>
        )}
        {position?.says && ` · ${position.says}`}
      </span>
      {position?.held && <span className={styles['soft']}>{position.held.message}</span>}
    </span>
  );
}
