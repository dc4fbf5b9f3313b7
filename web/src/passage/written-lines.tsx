import { joined, type Names, valuePart } from '@millrace/core/sentences';
import { ArrowRight } from 'lucide-react';
import type { Written } from './entries.ts';
import styles from './passage.module.css';

interface WrittenLinesProps {
  readonly written: readonly Written[];
  readonly objectTypeId: string;
  readonly names: Names;
}

/** Properties before and after. */
export function WrittenLines({ written, objectTypeId, names }: WrittenLinesProps) {
  if (written.length === 0) return null;
  return (
    <ul className={styles['written']}>
      {written.map(({ name, before, after }) => {
        const words = names.property(objectTypeId, name);
        const said = (value: string | null) => (value ? joined([valuePart(value, words, names)]) : 'nothing');
        return (
          <li key={name}>
            <span className={styles['property']}>{words?.label ?? name}</span>{' '}
            <span className={styles['before']}>{said(before)}</span>
            <ArrowRight role="img" aria-label="became" size={12} />
            <b>{said(after)}</b>
          </li>
        );
      })}
    </ul>
  );
}
