import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Send, Undo2 } from 'lucide-react';
import { call, query, queryClient } from '../api/index.ts';
import {
  BackLink,
  Button,
  Card,
  Facts,
  Instant,
  Loaded,
  Page,
  SkeletonRows,
  toast,
  toastFailure,
} from '../kit/index.ts';
import styles from './email-page.module.css';
import { Preview } from './preview.tsx';
import { PublishedStatus } from './published-status.tsx';
import { Statistics } from './statistics.tsx';

export function EmailPage() {
  const { emailId } = useParams({ from: '/signed-in/emails/$emailId' });
  const email = useQuery(query('GET /marketing/v3/emails/{emailId}', { path: { emailId }, query: {} }));
  const isPublished = email.data?.isPublished === true;
  const publish = useMutation({
    mutationFn: () =>
      isPublished
        ? call('POST /marketing/v3/emails/{emailId}/unpublish', { path: { emailId } })
        : call('POST /marketing/v3/emails/{emailId}/publish', { path: { emailId } }),
    onSuccess: async () => {
      toast({
        tone: 'ok',
        text: isPublished ? 'It is a draft again.' : 'It is published: flows can send it.',
      });
      await queryClient.invalidateQueries();
    },
    onError: toastFailure,
  });
  return (
    <Page
      title={email.data?.name || 'Email'}
      meta={email.data && <PublishedStatus isPublished={isPublished} />}
      lead={<BackLink to="/emails">Emails</BackLink>}
      actions={
        email.data && (
          <Button
            kind={isPublished ? 'plain' : 'primary'}
            icon={isPublished ? Undo2 : Send}
            onPress={() => publish.mutate()}
            isPending={publish.isPending}
          >
            {isPublished ? 'Unpublish' : 'Publish'}
          </Button>
        )
      }
    >
      <Loaded
        query={email}
        skeleton={<SkeletonRows />}
        sought={{ noun: 'email', id: emailId, back: <Link to="/emails">Go to the emails</Link> }}
      >
        {({ id, subject, createdAt, updatedAt, publishedAt, subcategory }) => (
          <>
            <Statistics emailId={emailId} />
            <div className={styles['columns']}>
              <Preview emailId={emailId} />
              <Card title="About">
                <Facts
                  facts={[
                    ['Id', <code key="id">{id}</code>],
                    ['Subject', subject],
                    ['Kind', subcategory.replaceAll('_', ' ')],
                    ['Made', <Instant key="made" at={createdAt} as="full" />],
                    ['Last change', <Instant key="changed" at={updatedAt} as="full" />],
                    ['Published', publishedAt && <Instant key="published" at={publishedAt} as="full" />],
                  ]}
                />
              </Card>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
