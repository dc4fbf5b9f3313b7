import { sayReason } from '@millrace/core/sentences';
import { Link } from '@tanstack/react-router';
import { CopiedCode, FlowLink, Instant } from '../kit/index.ts';
import styles from './passage.module.css';

interface ToldProps {
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly reason: string | null;
}

/** What is told elsewhere on the row, or for programs only. */
const SAID = new Set(['branch', 'member', 'message', 'says', 'value', 'property', 'changed', 'records']);

/** What the action noted, with links to what it made. */
export function Told({ detail, reason }: ToldProps) {
  const { objectTypeId, recordId, flowId, emailId, listId, ...rest } = detail ?? {};
  const others = Object.entries(rest).filter(
    ([name, value]) => !SAID.has(name) && value !== null && value !== '',
  );
  const isRecord = typeof objectTypeId === 'string' && typeof recordId === 'string';
  const rows: (readonly [string, React.ReactNode])[] = [
    ...(isRecord
      ? [
          [
            'Record',
            <Link
              key="record"
              to="/records/$objectType/$recordId"
              params={{ objectType: objectTypeId, recordId }}
            >
              {objectTypeId}/{recordId}
            </Link>,
          ] as const,
        ]
      : []),
    ...(typeof flowId === 'string' ? [['Flow', <FlowLink key="flow" flowId={flowId} />] as const] : []),
    ...(typeof emailId === 'string'
      ? [
          [
            'Email',
            <Link key="email" to="/emails/$emailId" params={{ emailId }}>
              {emailId}
            </Link>,
          ] as const,
        ]
      : []),
    ...(typeof listId === 'string'
      ? [
          [
            'List',
            <Link key="list" to="/lists/$listId" params={{ listId }}>
              {listId}
            </Link>,
          ] as const,
        ]
      : []),
    ...(reason === null
      ? []
      : [
          [
            'Reason',
            <span key="reason">
              {sayReason(reason)} <CopiedCode code={reason} label="Copy the code" />
            </span>,
          ] as const,
        ]),
    ...others.map(([name, value]) => [wordsOf(name), <Value key={name} value={value} />] as const),
  ];
  if (rows.length === 0) return null;
  return (
    <dl className={styles['told']}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `tookMs` as "Took ms". */
function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function Value({ value }: { readonly value: unknown }) {
  if (typeof value !== 'string') return JSON.stringify(value);
  return INSTANT.test(value) ? <Instant at={value} as="full" /> : value;
}
