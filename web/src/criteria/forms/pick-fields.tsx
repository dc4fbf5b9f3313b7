import { listAt, textAt, textsAt } from '@millrace/core/raw';
import { Checkbox, TextField } from '../../kit/index.ts';
import { Many, type Option, Pick, PropertyPick, useEvents, useOptions } from '../../pickers/index.ts';
import styles from '../criteria.module.css';
import { itemsLike, typedLike } from '../model/read.ts';
import { useProblemAt } from '../tree/surroundings.ts';
import type { FieldProps } from './field-props.ts';

const NONE: readonly Option[] = [];

/** What is offered for a kind; events are not among the kinds that forms of actions know. */
function useOffered(of: FieldProps<'pick'>['field']['of']) {
  const events = useEvents();
  const { options, error } = useOptions(of === 'event' ? 'objectType' : of);
  return of === 'event' ? { options: events } : { options, refusal: error };
}

export function PickField({ field, value, path, set }: FieldProps<'pick'>) {
  return (
    <Pick
      label={field.label}
      {...useOffered(field.of)}
      value={textAt(value)}
      onChange={(id) => set(id === '' && field.isOptional ? undefined : typedLike(value, id))}
      problem={useProblemAt(path)}
      placeholder={field.isOptional ? 'Any' : 'Choose…'}
      takesAny
    />
  );
}

export function PicksField({ field, value, path, set }: FieldProps<'picks'>) {
  return (
    <Many
      label={field.label}
      {...useOffered(field.of)}
      values={textsAt(value)}
      onChange={(ids) => set(itemsLike(listAt(value), ids))}
      problem={useProblemAt(path)}
    />
  );
}

export function TextsField({ field, value, path, set }: FieldProps<'texts'>) {
  return (
    <Many
      label={field.label}
      options={NONE}
      values={textsAt(value)}
      onChange={(texts) => set(itemsLike(listAt(value), texts))}
      problem={useProblemAt(path)}
      placeholder="Type one, Enter adds it"
    />
  );
}

/** Some of a few. */
export function ChoicesField({ field, value, path, set }: FieldProps<'choices'>) {
  const chosen = textsAt(value);
  const problem = useProblemAt(path);
  return (
    <fieldset className={styles['fieldset']}>
      <legend className={styles['label']}>{field.label}</legend>
      {field.choices.map(({ id, name }) => (
        <Checkbox
          key={id}
          isSelected={chosen.includes(id)}
          onChange={(isOn) => {
            const to = isOn ? [...chosen, id] : chosen.filter((each) => each !== id);
            set(itemsLike(listAt(value), to));
          }}
        >
          {name}
        </Checkbox>
      ))}
      {problem && <span className={styles['problem']}>{problem}</span>}
    </fieldset>
  );
}

export function ValuesField({ field, value, path, scope, set }: FieldProps<'values'>) {
  const options = scope.about?.options ?? NONE;
  return (
    <Many
      label={scope.about?.label ?? field.label}
      options={options}
      values={textsAt(value)}
      onChange={(values) => set(itemsLike(listAt(value), values))}
      problem={useProblemAt(path)}
      placeholder={options.length > 0 ? 'Add a value' : 'Type a value, Enter adds it'}
    />
  );
}

export function ValueField({ field, value, path, scope, set }: FieldProps<'value'>) {
  const options = scope.about?.options ?? NONE;
  const problem = useProblemAt(path);
  const label = scope.about?.label ?? field.label;
  const change = (text: string) => set(typedLike(value, text));
  if (options.length === 0)
    return <TextField label={label} value={textAt(value)} onChange={change} problem={problem} />;
  return (
    <Pick
      label={label}
      options={options}
      value={textAt(value)}
      onChange={change}
      problem={problem}
      takesAny
    />
  );
}

/** Another property of the records that the line is about. */
export function PropertyField({ field, value, path, scope, set }: FieldProps<'property'>) {
  const problem = useProblemAt(path);
  return (
    <div className={styles['fieldset']}>
      <PropertyPick
        label={field.label}
        labelling="above"
        objectTypeId={scope.objectTypeId}
        value={textAt(value)}
        onChange={(name) => set(name)}
      />
      {problem && <span className={styles['problem']}>{problem}</span>}
    </div>
  );
}
