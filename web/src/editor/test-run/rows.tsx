import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
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
  const last = useRef<HTMLDivElement>(null);
  const adds = useRef<HTMLDivElement>(null);
  useFocusThere(items.length, last, adds);
  return (
    <>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name than their place.
        <fieldset key={index} aria-label={`${label} ${index + 1}`} className={styles['box']}>
          <div ref={index === items.length - 1 ? last : null} className={styles['fields']}>
            {children(item, index)}
          </div>
          <IconButton
            icon={Trash2}
            label={`Remove ${label.toLowerCase()} ${index + 1}`}
            onPress={() => onChange(withoutItem(items, index))}
          />
        </fieldset>
      ))}
      <div ref={adds}>
        <Button kind="quiet" icon={Plus} onPress={() => onChange([...items, blank])}>
          {add}
        </Button>
      </div>
    </>
  );
}

/** Whoever adds something goes on in it, and whoever removes something may add another. */
function useFocusThere(
  count: number,
  last: RefObject<HTMLElement | null>,
  adds: RefObject<HTMLElement | null>,
): void {
  const before = useRef(count);
  useEffect(() => {
    const grown = count - before.current;
    before.current = count;
    if (grown > 0) [...(last.current?.querySelectorAll<HTMLElement>(FIELDS) ?? [])].at(-1)?.focus();
    if (grown < 0) adds.current?.querySelector('button')?.focus();
  }, [count, last, adds]);
}

/** What one comes to by Tab. */
const FIELDS = ':is(input, select, textarea, button):not([tabindex="-1"], [aria-hidden] *)';
