import { useQuery } from '@tanstack/react-query';
import { query } from '../api/index.ts';
import { Dialog, Facts, FlowLink, Instant, Loaded, RecordLink, SkeletonRows } from '../kit/index.ts';
import styles from './outbox.module.css';

interface RequestDialogProps {
  readonly requestId: string;
  readonly onClose: () => void;
}

/** A captured request, whole. */
export function RequestDialog({ requestId, onClose }: RequestDialogProps) {
  const request = useQuery(query('GET /millrace/v1/outbox/{requestId}', { path: { requestId } }));
  return (
    <Dialog title="Captured request" kind="sheet" size="large" isOpen onClose={onClose}>
      <Loaded query={request} skeleton={<SkeletonRows />}>
        {({
          method,
          url,
          at,
          status,
          headers,
          body,
          idempotencyKey,
          flowId,
          actionId,
          objectTypeId,
          objectId,
        }) => (
          <>
            <Facts
              facts={[
                ['Request', <code key="url">{`${method} ${url}`}</code>],
                ['At', <Instant key="at" at={at} as="full" />],
                ['Answered', status === null ? 'not at all' : String(status)],
                ['Key', idempotencyKey && <code key="key">{idempotencyKey}</code>],
                [
                  'For',
                  objectTypeId !== null && objectId !== null && (
                    <RecordLink key="record" objectTypeId={objectTypeId} id={objectId} />
                  ),
                ],
                ['Flow', flowId !== null && <FlowLink key="flow" flowId={flowId} actionId={actionId} />],
              ]}
            />
            <div>
              <h3 className={styles['title']}>Headers</h3>
              <pre className={styles['body']}>{linesOf(headers)}</pre>
            </div>
            {body !== null && body !== '' && (
              <div>
                <h3 className={styles['title']}>Body</h3>
                <pre className={styles['body']}>{indented(body)}</pre>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
