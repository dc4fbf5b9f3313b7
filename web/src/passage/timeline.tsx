import {
  joined,
  mentionsOf,
  type Names,
  sayAction,
  sayOutcome,
  sayTrigger,
  valuePart,
} from '@millrace/core/sentences';
import { LogIn } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Effect, type Passage, useNamesOf } from '../api/index.ts';
import { actionOf, type RawFlow } from '../flow-body/index.ts';
import { Button, Card } from '../kit/index.ts';
import { EndRow } from './end-row.tsx';
import { type Entry, entriesOf } from './entries.ts';
import { gapText } from './gap-text.ts';
import { MeanwhileRow } from './meanwhile-row.tsx';
import { NowRow } from './now-row.tsx';
import styles from './passage.module.css';
import { StepRow } from './step-row.tsx';
import { At } from './timeline-at.tsx';
import { useChanges, useEffects } from './use-passage.ts';

interface TimelineProps {
  readonly passage: Passage;
  readonly flow: RawFlow | undefined;
  readonly chosen: number | undefined;
  readonly onChoose: (step: number | undefined) => void;
}

/** Steps that are shown at once, the latest; earlier ones come as they are asked for. */
const SHOWN = 100;

/** What happened, from the entrance to now or to the end. */
export function Timeline({ passage, flow, chosen, onChoose }: TimelineProps) {
  const { steps, enrolledAt, trigger, status, endReason, endedAt } = passage;
  const [wanted, setWanted] = useState(SHOWN);
  const chosenAt = chosen === undefined ? steps.length : steps.findIndex(({ number }) => number === chosen);
  const from = Math.max(0, Math.min(steps.length - wanted, chosenAt < 0 ? steps.length : chosenAt));
  const shown = useMemo(() => steps.slice(from), [steps, from]);
  const changes = useChanges(passage, shown[0]?.startedAt ?? enrolledAt);
  const effects = useEffects(passage.id);
  const begin = from === 0 ? enrolledAt : steps[from - 1]!.at;
  const entries = useMemo(() => entriesOf(begin, shown, changes), [begin, shown, changes]);
  const names = useTimelineNames(passage, flow, entries);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (chosen === undefined) return;
    list.current?.querySelector(`[data-step="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <Card title="What happened">
      <ol className={styles['timeline']} ref={list}>
        <li className={styles['entry']}>
          <span className={`${styles['dot']} ${styles['start']}`}>
            <LogIn aria-hidden size={14} />
          </span>
          <div className={styles['words']}>
            <p className={styles['says']}>{joined(sayTrigger(trigger, names))}</p>
          </div>
          <At at={enrolledAt} />
        </li>
        {from > 0 && (
          <li className={styles['earlier']}>
            <Button kind="quiet" onPress={() => setWanted((now) => now + SHOWN)}>
              Show {Math.min(SHOWN, from)} of {from.toLocaleString('en-GB')} earlier steps
            </Button>
          </li>
        )}
        {entries.map((entry) => (
          <EntryRow
            key={keyOf(entry)}
            {...{ entry, passage, flow, names, onChoose }}
            effects={effects.data?.results ?? NONE}
            isOpen={entry.kind === 'STEP' && entry.step.number === chosen}
          />
        ))}
        {status === 'ACTIVE' && <NowRow passage={passage} flow={flow} names={names} />}
        {endedAt !== null && <EndRow passage={passage} names={names} at={endedAt} reason={endReason} />}
      </ol>
    </Card>
  );
}

interface EntryRowProps {
  readonly entry: Entry;
  readonly passage: Passage;
  readonly flow: RawFlow | undefined;
  readonly names: Names;
  readonly effects: readonly Effect[];
  readonly isOpen: boolean;
  readonly onChoose: (step: number | undefined) => void;
}

function EntryRow({ entry, onChoose, effects, isOpen, ...rest }: EntryRowProps) {
  switch (entry.kind) {
    case 'GAP':
      return (
        <li className={styles['gap']}>
          <span>{gapText(entry.ms)} later</span>
        </li>
      );
    case 'MEANWHILE':
      return <MeanwhileRow change={entry.change} passage={rest.passage} names={rest.names} />;
    case 'STEP': {
      const onOpen = (opens: boolean) => onChoose(opens ? entry.step.number : undefined);
      return <StepRow entry={entry} effects={effects} isOpen={isOpen} onOpen={onOpen} {...rest} />;
    }
  }
}

function keyOf(entry: Entry): string {
  switch (entry.kind) {
    case 'GAP':
      return entry.id;
    case 'MEANWHILE':
      return entry.change.id;
    case 'STEP':
      return `step ${entry.step.number}`;
  }
}

const NONE: readonly Effect[] = [];

/** The names of all that the timeline mentions: one question. */
function useTimelineNames(passage: Passage, flow: RawFlow | undefined, entries: readonly Entry[]): Names {
  const mentions = useMemo(
    () =>
      mentionsOf(passage.objectTypeId, (names) => {
        sayTrigger(passage.trigger, names);
        for (const entry of entries) {
          if (entry.kind === 'GAP') continue;
          const written = entry.kind === 'STEP' ? entry.written : entry.change.properties;
          for (const { name, before, after } of written)
            for (const value of [before, after])
              if (value) valuePart(value, names.property(passage.objectTypeId, name), names);
          if (entry.kind === 'MEANWHILE') {
            if (entry.change.listId) names.thing('list', entry.change.listId);
            continue;
          }
          sayOutcome(entry.step, names);
          const action = flow && actionOf(flow, entry.step.actionId);
          if (flow && action) sayAction(action, flow, names);
        }
      }),
    [passage, flow, entries],
  );
  return useNamesOf(mentions);
}
