import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { query, useNamesOf, type WholeMail } from '../api/index.ts';
import {
  BackLink,
  Card,
  Facts,
  FlowLink,
  HtmlFrame,
  Instant,
  Loaded,
  Page,
  RecordLink,
  SkeletonRows,
} from '../kit/index.ts';
import { DeliveryStatus } from './delivery-status.tsx';
import styles from './mailbox.module.css';
import { withoutPixel } from './without-pixel.ts';

export function MailPage() {
  const { mailId } = useParams({ from: '/signed-in/mailbox/$mailId' });
  const mail = useQuery(query('GET /millrace/v1/mailbox/{mailId}', { path: { mailId } }));
  return (
    <Page
      title={mail.data?.subject || 'Mail'}
      meta={mail.data && <DeliveryStatus delivery={mail.data.delivery} />}
      lead={<BackLink to="/mailbox">Mailbox</BackLink>}
    >
      <Loaded
        query={mail}
        skeleton={<SkeletonRows />}
        sought={{ noun: 'mail', id: mailId, back: <Link to="/mailbox">Go to the mailbox</Link> }}
      >
        {(found) => <Sent mail={found} />}
      </Loaded>
    </Page>
  );
}

function Sent({ mail }: { readonly mail: WholeMail }) {
  const { html, text, from, to, replyTo, cc, bcc, at, messageId } = mail;
  const { objectTypeId, objectId, flowId, actionId, emailId } = mail;
  const names = useNamesOf(emailId === null ? {} : { things: { email: [emailId] } });
  return (
    <div className={styles['columns']}>
      <Card title="The mail">
        {html === null ? (
          <pre className={styles['plain']}>{text}</pre>
        ) : (
          <HtmlFrame title="The mail" html={withoutPixel(html)} />
        )}
      </Card>
      <Card title="About">
        <Facts
          facts={[
            ['At', <Instant key="at" at={at} as="full" />],
            ['From', from],
            ['To', to],
            ['Answers to', replyTo],
            ['Copies', cc],
            ['Blind copies', bcc],
            [
              'Record',
              objectTypeId !== null && objectId !== null && (
                <RecordLink key="record" objectTypeId={objectTypeId} id={objectId} />
              ),
            ],
            ['Flow', flowId !== null && <FlowLink key="flow" flowId={flowId} actionId={actionId} />],
            [
              'Email',
              emailId !== null && (
                <Link key="email" to="/emails/$emailId" params={{ emailId }}>
                  {names.thing('email', emailId) ?? emailId}
                </Link>
              ),
            ],
            ['Message-ID', <code key="id">{messageId}</code>],
          ]}
        />
      </Card>
    </div>
  );
}
