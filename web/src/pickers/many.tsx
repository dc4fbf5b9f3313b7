import { X } from 'lucide-react';
import { useMemo } from 'react';
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
}: ManyProps) {
  const left = useMemo(() => options.filter(({ id }) => !values.includes(id)), [options, values]);
  return (
    <div className={styles['group']}>
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
        onChange={(id) => id !== '' && !values.includes(id) && onChange([...values, id])}
        takesAny={takesAny}
        placeholder={placeholder}
      />
    </div>
  );
}
