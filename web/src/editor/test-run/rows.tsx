import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../kit/index.ts';
import styles from './test-run.module.css';
import { withoutItem } from './use-request.ts';

interface RowsProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly onChange: (items: readonly T[]) => void;
  /** What the button says that adds one. */
  readonly add: string;
  readonly blank: T;
  readonly children: (item: T, index: number) => ReactNode;
}

/** Things of one kind, each in a box; the button adds one. */
export function Rows<T>({ label, items, onChange, add, blank, children }: RowsProps<T>) {
  return (
    <>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name than their place.
        <fieldset key={index} aria-label={`${label} ${index + 1}`} className={styles['box']}>
          <div className={styles['fields']}>{children(item, index)}</div>
          <IconButton
            icon={Trash2}
            label={`Remove ${label.toLowerCase()} ${index + 1}`}
            onPress={() => onChange(withoutItem(items, index))}
          />
        </fieldset>
      ))}
      <div>
        <Button kind="quiet" icon={Plus} onPress={() => onChange([...items, blank])}>
          {add}
        </Button>
      </div>
    </>
  );
}
