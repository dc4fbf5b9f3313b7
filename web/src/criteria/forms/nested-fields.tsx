import { isObject, textAt } from '@millrace/core/raw';
import { Select } from '../../kit/index.ts';
import styles from '../criteria.module.css';
import { asVariant, saysWhich, variantOf } from '../model/read.ts';
import { useProblemAt } from '../tree/surroundings.ts';
import type { FieldProps } from './field-props.ts';

export function ObjectField({ field, value, path, scope, set, Fields }: FieldProps<'object'>) {
  return (
    <fieldset className={styles['fieldset']}>
      <legend className={styles['label']}>{field.label}</legend>
      <div className={styles['row']}>
        <Fields
          fields={field.fields}
          owner={isObject(value) ? value : {}}
          path={path}
          scope={scope}
          onChange={set}
        />
      </div>
    </fieldset>
  );
}

const ABSENT = '';

/** One of several shapes: which it is, and its members below. A shape that nobody here knows stays, by its name. */
export function VariantField({ field, value, path, scope, set, Fields }: FieldProps<'variant'>) {
  const { variants: table } = field;
  const known = variantOf(value, table);
  const said = textAt(value, saysWhich(value, table));
  const isThere = isObject(value);
  const mayBeNone = table.none !== undefined && field.isOptional === true;
  const choices = [
    ...(mayBeNone ? [{ id: ABSENT, name: table.none! }] : []),
    ...table.variants,
    ...(isThere && !known ? [{ id: said || UNKNOWN, name: said || 'As it is' }] : []),
  ];
  const problem = useProblemAt(path);
  return (
    <fieldset className={styles['fieldset']}>
      <legend className={styles['label']}>{field.label}</legend>
      <Select
        label={field.label}
        labelling="inline"
        choices={choices}
        value={known?.id ?? (isThere ? said || UNKNOWN : ABSENT)}
        onChange={(id) => {
          const to = table.variants.find((variant) => variant.id === id);
          if (id === ABSENT) set(undefined);
          else if (to && to !== known) set(asVariant(value, table, to));
        }}
        placeholder="Choose…"
      />
      {isThere && known && known.fields.length > 0 && (
        <div className={styles['inner']}>
          <Fields
            key={known.id}
            fields={known.fields}
            owner={value}
            path={path}
            scope={scope}
            onChange={set}
          />
        </div>
      )}
      {problem && !known && <span className={styles['problem']}>{problem}</span>}
    </fieldset>
  );
}

const UNKNOWN = '?';
