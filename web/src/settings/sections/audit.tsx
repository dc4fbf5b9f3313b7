import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { Fragment, useState } from 'react';
import { type AuditEntry, call, pages } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  dateTimeText,
  Empty,
  Instant,
  Loaded,
  More,
  Row,
  Select,
  SkeletonRows,
  Soft,
  Table,
  useAccountNow,
  useAccountZone,
} from '../../kit/index.ts';
import { TARGET_WORDS, WHO_WORDS } from '../audit/words.ts';
import styles from './form.module.css';
import type { Section } from './section.ts';

export const audit: Section = { id: 'audit', name: 'Audit', Content: Audit };

const PAGE = 50;
const DAY_MS = 86_400_000;
const ALL = 'all';

type Target = keyof typeof TARGET_WORDS;
type Who = keyof typeof WHO_WORDS;

const SINCE = [
  { id: ALL, name: 'At any time' },
  { id: '1', name: 'In the last day' },
  { id: '7', name: 'In the last week' },
  { id: '30', name: 'In the last 30 days' },
] as const;

const choicesOf = <Id extends string>(words: Readonly<Record<Id, string>>, all: string) => [
  { id: ALL as Id | typeof ALL, name: all },
  ...(Object.entries(words) as [Id, string][]).map(([id, name]) => ({ id, name })),
];

function Audit() {
  const now = useAccountNow();
  const [target, setTarget] = useState<Target | typeof ALL>(ALL);
  const [who, setWho] = useState<Who | typeof ALL>(ALL);
  const [days, setDays] = useState<(typeof SINCE)[number]['id']>(ALL);
  const isNarrowed = target !== ALL || who !== ALL || days !== ALL;
  // To the minute, so that the question stays the same.
  const from = new Date(Math.floor(now / 60_000) * 60_000 - Number(days) * DAY_MS);
  const found = useInfiniteQuery(
    pages(['audit', target, who, days], (after, signal) =>
      call(
        'GET /millrace/v1/audit',
        {
          query: {
            limit: PAGE,
            after,
            targetType: target === ALL ? undefined : target,
            actor: who === ALL ? undefined : who,
            from: days === ALL ? undefined : from.toISOString(),
          },
        },
        signal,
      ),
    ),
  );
  const rows = found.data?.pages.flatMap(({ results }) => results) ?? [];
  const showAll = () => {
    setTarget(ALL);
    setWho(ALL);
    setDays(ALL);
  };
  return (
    <>
      <Card title="Audit" lead="Who changed how the account behaves, the latest first.">
        <div className={styles['filters']}>
          <Select
            label="What it was about"
            labelling="inline"
            choices={choicesOf(TARGET_WORDS, 'About anything')}
            value={target}
            onChange={setTarget}
          />
          <Select
            label="Who did it"
            labelling="inline"
            choices={choicesOf(WHO_WORDS, 'By anybody')}
            value={who}
            onChange={setWho}
          />
          <Select label="When" labelling="inline" choices={SINCE} value={days} onChange={setDays} />
        </div>
        <Loaded
          query={found}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={
            <Empty
              icon={ScrollText}
              action={isNarrowed && <Button onPress={showAll}>Show everything</Button>}
            >
              {isNarrowed ? 'Nothing is noted that is like that.' : 'Nobody has changed anything yet.'}
            </Empty>
          }
        >
          {() => (
            <Table
              label="Audit"
              columns={[{ name: 'What' }, { name: 'Who' }, { name: 'When', align: 'end', isWideOnly: true }]}
            >
              {rows.map((entry) => (
                <Row key={entry.id}>
                  <Cell>
                    <p>
                      <Summary entry={entry} />
                    </p>
                  </Cell>
                  <Cell>
                    <Soft>{whoText(entry)}</Soft>
                  </Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>
                      <Instant at={entry.at} />
                    </Soft>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      <More query={found} />
    </>
  );
}

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** As the server says it, with its instants in the account's time, and a link to the flow that it is about. */
function Summary({ entry: { summary, target } }: { readonly entry: AuditEntry }) {
  const zone = useAccountZone();
  const says = summary
    .split(INSTANT)
    .map((part) => (INSTANT.test(part) ? dateTimeText(part, zone) : part))
    .join('');
  const { type, id } = target;
  const called = type === 'FLOW' && id !== null && new RegExp(`flow ${id}(?: "([^"]*)")?`).exec(says);
  if (!called || id === null) return says;
  const [before, after] = [says.slice(0, called.index), says.slice(called.index + called[0].length)];
  return (
    <Fragment>
      {before}flow{' '}
      <Link to="/flows/$flowId" params={{ flowId: id }}>
        {called[1] || target.name || id}
      </Link>
      {after}
    </Fragment>
  );
}

function whoText({ by: { kind, tokenName, appId } }: AuditEntry): string {
  switch (kind) {
    case 'TOKEN':
      return tokenName ?? 'an access token';
    case 'SESSION':
      return `${tokenName ?? 'somebody'}, in a browser`;
    case 'APP':
      return `app ${appId}`;
    case 'COMMAND_LINE':
      return 'the command line';
    case 'SYSTEM':
      return 'the server';
  }
}
