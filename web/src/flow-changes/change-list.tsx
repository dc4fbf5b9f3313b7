import { Sentence } from '../graph/index.ts';
import type { Change } from './changes.ts';
import styles from './flow-changes.module.css';

const MARKS = { added: '+', removed: '−', changed: '~' } as const;

/** The differences, each with its sign and its colour. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul className={styles['changes']}>
      {changes.map(({ kind, parts }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two changes may say the same.
        <li key={index} className={styles[kind]}>
          <span aria-hidden className={styles['mark']}>
            {MARKS[kind]}
          </span>
          <span>
            <Sentence parts={parts} />
          </span>
        </li>
      ))}
    </ul>
  );
}
