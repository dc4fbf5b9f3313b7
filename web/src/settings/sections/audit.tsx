import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { Fragment } from 'react';
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
import { SPANS } from '../search.ts';
import { useSettingsSearch } from '../use-settings-search.ts';
import styles from './form.module.css';
import type { Section } from './section.ts';

export const audit: Section = { id: 'audit', name: 'Audit', Content: Audit };

const PAGE = 50;
const DAY_MS = 86_400_000;
const ALL = 'all';

const SPAN_WORDS: Readonly<Record<(typeof SPANS)[number], string>> = {
  1: 'In the last day',
  7: 'In the last week',
  30: 'In the last 30 days',
};

const choicesOf = <Id extends string>(words: Readonly<Record<Id, string>>, all: string) => [
  { id: ALL as Id | typeof ALL, name: all },
  ...(Object.entries(words) as [Id, string][]).map(([id, name]) => ({ id, name })),
];

function Audit() {
  const now = useAccountNow();
  const [{ about, by, days }, change] = useSettingsSearch();
  const isNarrowed = about !== undefined || by !== undefined || days !== undefined;
  // To the minute, so that the question stays the same.
  const minute = Math.floor(now / 60_000) * 60_000;
  const from = days && new Date(minute - Number(days) * DAY_MS).toISOString();
  const found = useInfiniteQuery(
    pages(['audit', about, by, days], (after, signal) =>
      call(
        'GET /millrace/v1/audit',
        {
          query: { limit: PAGE, after, targetType: about, actor: by, from },
        },
        signal,
      ),
    ),
  );
  const rows = found.data?.pages.flatMap(({ results }) => results) ?? [];
  const showAll = () => change({ about: undefined, by: undefined, days: undefined });
  return (
    <>
      <Card title="Audit" lead="Who changed how the account behaves, the latest first.">
        <div className={styles['filters']}>
          <Select
            label="What it was about"
            labelling="inline"
            choices={choicesOf(TARGET_WORDS, 'About anything')}
            value={about ?? ALL}
            onChange={(chosen) => change({ about: chosen === ALL ? undefined : chosen })}
          />
          <Select
            label="Who did it"
            labelling="inline"
            choices={choicesOf(WHO_WORDS, 'By anybody')}
            value={by ?? ALL}
            onChange={(chosen) => change({ by: chosen === ALL ? undefined : chosen })}
          />
          <Select
            label="When"
            labelling="inline"
            choices={[{ id: ALL, name: 'At any time' }, ...SPANS.map((id) => ({ id, name: SPAN_WORDS[id] }))]}
            value={days ?? ALL}
            onChange={(chosen) => change({ days: chosen === ALL ? undefined : chosen })}
          />
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
