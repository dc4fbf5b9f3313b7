import { flagAt, isObject, type Raw, type RawObject, textAt } from '@millrace/core/raw';
import { useMemo } from 'react';
import { Checkbox } from '../../kit/index.ts';
import { JsonField, Pick, useOptions, useProperties } from '../../pickers/index.ts';
import styles from '../criteria.module.css';
import { newOperation, operatorOf, operatorsFor, withOperator } from '../model/operation.ts';
import { useProblemAt } from '../tree/surroundings.ts';
import type { FieldProps } from './field-props.ts';
import type { About, Scope } from './scope.ts';

/** An operation on what the owner's `property` names; without one, on a text. */
export function OperationField({ owner, value, path, scope, set, Fields }: FieldProps<'operation'>) {
  const about = useAbout(textAt(owner, 'property'), scope);
  if ('property' in owner && textAt(owner, 'property') === '') return null;
  return (
    <OperationForm value={value} about={about} path={path} scope={scope} onChange={set} Fields={Fields} />
  );
}

/** What is known of a property of the records. */
export function useAbout(property: string, scope: Scope): About {
  const { properties } = useProperties(scope.objectTypeId);
  const owners = useOptions('owner').options;
  const found = properties.find(({ name }) => name === property);
  return useMemo(() => {
    const own = (found?.options ?? []).map(({ value, label }) => ({ id: value, name: label }));
    return {
      type: found?.type,
      options: /owner_id$/.test(property) ? owners : own,
      label: 'Values',
    };
  }, [found, owners, property]);
}

interface OperationFormProps {
  readonly value: Raw | undefined;
  readonly about: About;
  readonly path: string;
  readonly scope: Scope;
  readonly onChange: (operation: RawObject) => void;
  readonly Fields: FieldProps['Fields'];
}

/** The operator, what it compares with, and whether records without a value pass. */
export function OperationForm({ value, about, path, scope, onChange, Fields }: OperationFormProps) {
  const chosen = operatorOf(value);
  const problem = useProblemAt(`${path}.operator`);
  const operators = useMemo(() => {
    const offered = operatorsFor(about.type ?? 'string');
    return chosen && !offered.some(({ id }) => id === chosen.id) ? [...offered, chosen] : offered;
  }, [about.type, chosen]);
  if (isObject(value) && Object.keys(value).length > 0 && !chosen)
    return (
      <JsonField
        label="The operation, as JSON"
        value={value}
        onChange={(to) => isObject(to) && onChange(to)}
        height="160px"
      />
    );
  return (
    <>
      <Pick
        label="Operator"
        labelling="inline"
        options={operators}
        value={chosen?.id ?? ''}
        onChange={(id) => {
          const to = operators.find((each) => each.id === id);
          if (to && to.id !== chosen?.id)
            onChange(isObject(value) ? withOperator(value, to) : newOperation(to));
        }}
        problem={problem}
        placeholder="Choose how it is compared"
      />
      {chosen && isObject(value) && (
        <>
          <Fields
            key={chosen.form.type}
            fields={chosen.form.fields}
            owner={value}
            path={path}
            scope={{ ...scope, about }}
            onChange={onChange}
          />
          {chosen.form.asksForNone && <NoneToo operation={value} onChange={onChange} />}
        </>
      )}
    </>
  );
}

interface NoneTooProps {
  readonly operation: RawObject;
  readonly onChange: (operation: RawObject) => void;
}

function NoneToo({ operation, onChange }: NoneTooProps) {
  const value = operation['includeObjectsWithNoValueSet'];
  return (
    <div className={styles['none']}>
      <Checkbox
        isSelected={flagAt(value)}
        onChange={(isOn) =>
          onChange({
            ...operation,
            includeObjectsWithNoValueSet: typeof value === 'string' ? String(isOn) : isOn,
          })
        }
      >
        Also without a value
      </Checkbox>
    </div>
  );
}
