import { sayCriteria } from '@millrace/core/sentences';
import { useSaid } from '../api/index.ts';
import { Sentence } from '../kit/index.ts';
import styles from './list-page.module.css';

interface ListFiltersProps {
  readonly objectTypeId: string;
  readonly filterBranch: unknown;
}

/** Who is in a list that filters keep: as a sentence, and as programs have it. */
export function ListFilters({ objectTypeId, filterBranch }: ListFiltersProps) {
  const parts = useSaid(objectTypeId, (names) => sayCriteria(filterBranch, names, { objectTypeId }));
  return (
    <div className={styles['filters']}>
      <p>
        <Sentence parts={parts} />.
      </p>
      <details>
        <summary>As JSON</summary>
        <pre>{JSON.stringify(filterBranch, null, 2)}</pre>
      </details>
    </div>
  );
}
