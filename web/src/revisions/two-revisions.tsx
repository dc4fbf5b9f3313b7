import { ArrowRight } from 'lucide-react';
import type { Revision } from '../api/index.ts';
import { Select } from '../kit/index.ts';
import styles from './comparison.module.css';
import type { RevisionsSearch } from './search.ts';

export interface TwoRevisionsProps {
  readonly revisions: readonly Revision[];
  readonly from: string | undefined;
  readonly to: string;
  readonly onCompare: (compared: RevisionsSearch) => void;
}

/** Which two are compared: any two, the earlier one first. */
export function TwoRevisions({ revisions, from, to, onCompare }: TwoRevisionsProps) {
  if (from === undefined) return null;
  const known = new Map(revisions.map((revision) => [revision.revisionId, revision]));
  const choices = [...new Set([...known.keys(), from, to])]
    .sort((a, b) => Number(b) - Number(a))
    .map((id) => ({ id, name: known.get(id)?.isCurrent ? `Revision ${id}, current` : `Revision ${id}` }));
  const compare = (one: string, other: string) => {
    const [earlier, later] = [one, other].sort((a, b) => Number(a) - Number(b));
    onCompare({ from: earlier!, to: later! });
  };
  return (
    <div className={styles['two']}>
      <Select
        label="Earlier revision"
        labelling="inline"
        choices={choices.filter(({ id }) => id !== to)}
        value={from}
        onChange={(id) => compare(id, to)}
      />
      <ArrowRight aria-hidden size={14} />
      <Select
        label="Later revision"
        labelling="inline"
        choices={choices.filter(({ id }) => id !== from)}
        value={to}
        onChange={(id) => compare(from, id)}
      />
    </div>
  );
}
