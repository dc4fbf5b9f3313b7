import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { type Passage, query, useObjectTypeName } from '../api/index.ts';
import { Loaded, Page, recordName, SkeletonRows } from '../kit/index.ts';
import styles from './passage.module.css';
import { PassageBody } from './passage-body.tsx';
import { PassageHead } from './passage-head.tsx';
import { PassageMenu } from './passage-menu.tsx';
import { usePassage } from './use-passage.ts';

export function PassagePage() {
  const { enrollmentId } = useParams({ from: '/signed-in/enrollments/$enrollmentId' });
  const { step } = useSearch({ from: '/signed-in/enrollments/$enrollmentId' });
  const navigate = useNavigate({ from: '/enrollments/$enrollmentId' });
  const passage = usePassage(enrollmentId);
  const { data } = passage;
  const title = useTitleOf(data, enrollmentId);
  const choose = (number: number | undefined) =>
    void navigate({ search: number === undefined ? {} : { step: number }, replace: true });
  return (
    <Page
      title={title}
      lead={
        data ? (
          <Link
            to="/records/$objectType/$recordId"
            params={{ objectType: data.objectTypeId, recordId: data.objectId }}
            className={styles['back']}
          >
            <ArrowLeft aria-hidden size={14} /> To the record
          </Link>
        ) : undefined
      }
      {...(data ? { actions: <PassageMenu passage={data} /> } : {})}
    >
      <Loaded
        query={passage}
        skeleton={<SkeletonRows />}
        sought={{ noun: 'enrollment', id: enrollmentId, back: <Link to="/flows">Go to the flows</Link> }}
      >
        {(found) => (
          <>
            <PassageHead passage={found} />
            <PassageBody passage={found} chosen={step} onChoose={choose} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Whose passage it is, and through what. */
function useTitleOf(passage: Passage | undefined, enrollmentId: string): string {
  const type = useObjectTypeName(passage?.objectTypeId ?? '0-1');
  const objectId = passage?.objectId ?? '';
  const record = useQuery({
    ...query('GET /crm/v3/objects/{objectType}/{objectId}', {
      path: { objectType: type.id, objectId },
      query: { properties: ['firstname', 'lastname', 'email', ...type.display].join(',') },
    }),
    enabled: passage !== undefined,
    retry: false,
  });
  if (!passage) return `Enrollment ${enrollmentId}`;
  return recordName(type, objectId, record.data?.properties ?? {});
}
