import { isObject, listAt, type RawObject, textAt } from '@millrace/core/raw';
import { Select, TextField } from '../../kit/index.ts';
import styles from '../criteria.module.css';
import { useProblemAt } from '../tree/surroundings.ts';
import type { FieldProps } from './field-props.ts';

const KINDS = [
  { id: 'LIST', name: 'A list' },
  { id: 'WORKFLOWS_ENROLLMENT', name: 'Whoever has come into a flow' },
  { id: 'WORKFLOWS_ACTIVE', name: 'Whoever is in a flow' },
  { id: 'WORKFLOWS_GOAL', name: 'Whoever has met the goal of a flow' },
  { id: 'WORKFLOWS_COMPLETED', name: 'Whoever has finished a flow' },
  { id: 'IMPORT', name: 'Whoever came by an import' },
];

/** A list that a flow or an import keeps: the id of the list is then that of the flow or import. It comes as an object, or as a list of one. */
export function ListOfFlowField({ field, value, path, set }: FieldProps<'listOfFlow'>) {
  const item = Array.isArray(value) ? listAt(value)[0] : value;
  const metadata: RawObject | undefined = isObject(item) ? item : undefined;
  const type = textAt(metadata, 'inListType');
  const put = (to: RawObject | undefined) => set(Array.isArray(value) ? (to ? [to] : []) : to);
  const problem = useProblemAt(path);
  return (
    <div className={styles['fieldset']}>
      <Select
        label={field.label}
        choices={
          type === '' || KINDS.some(({ id }) => id === type) ? KINDS : [...KINDS, { id: type, name: type }]
        }
        value={type || 'LIST'}
        onChange={(to) => {
          if (to !== (type || 'LIST')) put(to === 'LIST' ? undefined : { ...metadata, inListType: to });
        }}
        problem={problem}
      />
      {metadata && (
        <TextField
          label="Its id there"
          value={textAt(metadata, 'id')}
          onChange={(id) => put(id === '' ? withoutId(metadata) : { ...metadata, id })}
          isCode
        />
      )}
    </div>
  );
}

function withoutId({ id: _, ...rest }: RawObject): RawObject {
  return rest;
}
