import { X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { Option } from './option.ts';
import { Pick } from './pick.tsx';
import styles from './pickers.module.css';

interface ManyProps {
  readonly label: string;
  readonly description?: string;
  readonly problem: string | undefined;
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly takesAny?: boolean;
  readonly placeholder?: string;
  /** Why nothing can be offered. */
  readonly refusal?: Error | null;
}

/** Several of many: chips of what is chosen, and a field to add more. */
export function Many({
  label,
  description,
  problem,
  options,
  values,
  onChange,
  takesAny = true,
  placeholder = 'Add…',
  refusal = null,
}: ManyProps) {
  const box = useRef<HTMLDivElement>(null);
  const isAdding = useRef(false);
  // The field is another one after each choice: the keyboard stays in it, so that several are added in a row.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at after each change of the values.
  useEffect(() => {
    if (isAdding.current) box.current?.querySelector('input')?.focus();
    isAdding.current = false;
  }, [values.length]);
  const left = useMemo(() => options.filter(({ id }) => !values.includes(id)), [options, values]);
  return (
    <div ref={box} className={styles['group']}>
      {values.length > 0 && (
        <>
          <span className={styles['label']}>{label}</span>
          <div className={styles['chips']}>
            {values.map((id) => {
              const name = options.find((each) => each.id === id)?.name ?? id;
              return (
                <span key={id} className={styles['chip']}>
                  {name}
                  <button
                    type="button"
                    aria-label={`Remove ${name}`}
                    onClick={() => onChange(values.filter((each) => each !== id))}
                  >
                    <X aria-hidden size={12} />
                  </button>
                </span>
              );
            })}
          </div>
        </>
      )}
      <Pick
        key={values.join()}
        label={label}
        labelling={values.length > 0 ? 'inline' : 'above'}
        {...(description === undefined ? {} : { description })}
        problem={problem}
        options={left}
        value=""
        onChange={(id) => {
          if (id === '' || values.includes(id)) return;
          isAdding.current = box.current?.contains(document.activeElement) ?? false;
          onChange([...values, id]);
        }}
        opensBy={values.length > 0 ? 'input' : 'focus'}
        takesAny={takesAny}
        placeholder={placeholder}
        refusal={refusal}
      />
    </div>
  );
}
