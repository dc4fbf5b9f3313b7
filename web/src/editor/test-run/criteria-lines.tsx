import { joined, sayNodes, valueText } from '@millrace/core/sentences';
import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useMemo } from 'react';
import type { CriteriaExplanation, FilterExplanation } from '../../api/index.ts';
import { type Raw, textAt } from '../../flow-body/index.ts';
import { useWords } from '../canvas/index.ts';
import { useEditorState } from '../state/index.ts';
import styles from './test-run.module.css';

interface Asked {
  readonly filters: readonly FilterExplanation[];
  readonly filterBranches?: CriteriaExplanation['filterBranches'];
}

interface CriteriaLinesProps {
  readonly criteria: Asked;
  /** The filters as they stand in the flow, for their sentences. */
  readonly tree: Raw | undefined;
}

const ICONS = { MET: CircleCheck, NOT_MET: CircleX, UNKNOWN: CircleHelp } as const;
const WORDS = { MET: 'Met', NOT_MET: 'Not met', UNKNOWN: 'Cannot be said' } as const;
const LOOKS = { MET: 'SUCCEEDED', NOT_MET: 'FAILED', UNKNOWN: 'SKIPPED' } as const;

/** Filter by filter: what it asks, what the record has, and whether that meets it. */
export function CriteriaLines({ criteria, tree }: CriteriaLinesProps) {
  const { names } = useWords();
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const sentences = useMemo(
    () =>
      new Map(
        sayNodes(tree, names, { objectTypeId }).map(({ path, parts }) => [path, joined(parts)] as const),
      ),
    [tree, names, objectTypeId],
  );
  return (
    <ul className={styles['lines']}>
      {filtersOf(criteria).map((filter) => {
        const { path, verdict, property, value } = filter;
        const Icon = ICONS[verdict];
        const words = property === undefined ? undefined : names.property(objectTypeId, property);
        const has = value === undefined ? undefined : value === null || value === '' ? 'nothing' : value;
        return (
          <li key={path} className={styles['iconLine']}>
            <Icon aria-label={WORDS[verdict]} size={14} className={styles[LOOKS[verdict]]} />
            <span>
              {filter.sentence ?? sentences.get(path) ?? words?.label ?? property ?? filter.filterType}
              {has !== undefined && (
                <span className={styles['has']}>
                  {' '}
                  · has {has === 'nothing' ? has : valueText(has, words, names)}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** All filters, those of inner groups after the outer ones. */
export function filtersOf({ filters, filterBranches = [] }: Asked): readonly FilterExplanation[] {
  return [...filters, ...filterBranches.flatMap(filtersOf)];
}
