import { X } from 'lucide-react';
import { useMemo } from 'react';
import { type Option, type OptionKind, useOptions, useProperties } from '../data/index.ts';
import { textsAt } from '../raw/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';
import { Pick } from './pick.tsx';

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

function many(kind: OptionKind, takesAny: boolean): Field {
  return function OfKind({ member, value, onChange, problem }) {
    const { options } = useOptions(kind);
    return (
      <Many
        label={member.label}
        description={member.help}
        problem={problem}
        options={options}
        values={textsAt(value)}
        onChange={(ids) => onChange(ids.length === 0 && !member.isRequired ? undefined : ids)}
        takesAny={takesAny}
      />
    );
  };
}

export const Users = many('user', true);
export const Teams = many('team', true);
export const Secrets = many('secret', true);

const NO_OPTIONS: readonly Option[] = [];

export const Addresses: Field = ({ member, value, onChange, problem }) => (
  <Many
    label={member.label}
    description={member.help}
    problem={problem}
    options={NO_OPTIONS}
    values={textsAt(value)}
    onChange={(texts) =>
      onChange(texts.flatMap((text) => text.split(/[\s,;]+/)).filter((text) => text !== ''))
    }
    placeholder="ada@example.com"
  />
);

export const OwnerProperties: Field = ({ member, value, onChange, problem, objectTypeId }) => {
  const { properties } = useProperties(objectTypeId);
  const options = useMemo(
    () =>
      properties
        .filter(({ name }) => /owner/i.test(name))
        .map(({ name, label }) => ({ id: name, name: label, hint: name })),
    [properties],
  );
  return (
    <Many
      label={member.label}
      description={member.help}
      problem={problem}
      options={options}
      values={textsAt(value)}
      onChange={(names) => onChange(names.length === 0 ? undefined : names)}
    />
  );
};
