import { Minus, PencilLine, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { type RawFlow, textAt } from '../flow-body/index.ts';
import { type CardMark, FlowGraph, type LaneMark, useFlowNames, useMarks } from '../graph/index.ts';
import { laneItemId } from '../layout/index.ts';
import styles from './comparison.module.css';
import { type Kind, merged } from './merged.ts';

interface DiffGraphProps {
  readonly before: RawFlow;
  readonly after: RawFlow;
}

const PILLS = {
  added: { tone: 'ok', text: 'Added', title: 'Added by this revision', icon: Plus },
  changed: { tone: 'warning', text: 'Changed', title: 'Changed by this revision', icon: PencilLine },
  removed: { tone: 'failed', text: 'Removed', title: 'Removed by this revision', icon: Minus },
} as const;

const cardMark = (kind: Kind): CardMark => ({ look: kind, pills: [PILLS[kind]] });

const laneMark = (kind: Kind): LaneMark => ({
  text: PILLS[kind].text.toLowerCase(),
  title: PILLS[kind].title,
  look: kind === 'changed' ? undefined : kind,
});

/** The later revision as a graph: what came is green, what changed amber, what went red, and stands where it stood. */
export function DiffGraph({ before, after }: DiffGraphProps) {
  const { flow, kinds, lanes } = useMemo(() => merged(before, after), [before, after]);
  const names = useFlowNames(flow);
  const marks = useMarks(
    useMemo(
      () => ({
        cards: new Map([...kinds].map(([id, kind]) => [id, cardMark(kind)])),
        lanes: new Map(lanes.map(({ of, member, kind }) => [laneItemId(of, member), laneMark(kind)])),
      }),
      [kinds, lanes],
    ),
  );
  const first = [...kinds.keys()].find((id) => id !== '') ?? '';
  return (
    <div className={styles['graph']}>
      <FlowGraph
        // Another comparison is looked at from its own first change.
        key={`${textAt(before, 'revisionId')} ${textAt(after, 'revisionId')}`}
        label="What differs, drawn: the list beside it says the same"
        flow={flow}
        names={names}
        marks={marks}
        hasFoot
        lookAt={first}
      />
    </div>
  );
}
