import { flagAt, textAt } from '@millrace/core/raw';
import { Select, Switch, TextField } from '../../kit/index.ts';
import { numberFrom, typedLike } from '../model/read.ts';
import { useProblemAt } from '../tree/surroundings.ts';
import type { FieldProps } from './field-props.ts';

export function TextMember({ field, value, path, set }: FieldProps<'text'>) {
  return (
    <TextField
      label={field.label}
      value={textAt(value)}
      onChange={(text) => set(text === '' && field.isOptional ? undefined : typedLike(value, text))}
      problem={useProblemAt(path)}
      isCode={field.isCode ?? false}
      {...(field.placeholder === undefined ? {} : { placeholder: field.placeholder })}
    />
  );
}

/** A number with its digits; what is none is kept as it was typed, and the server says so. */
export function NumberField({ field, value, path, set }: FieldProps<'number'>) {
  return (
    <TextField
      label={field.label}
      value={textAt(value)}
      onChange={(text) => {
        if (text !== textAt(value)) set(text === '' && field.isOptional ? undefined : numberFrom(text));
      }}
      problem={useProblemAt(path)}
      inputMode="decimal"
    />
  );
}

export function FlagField({ field, value, set }: FieldProps<'flag'>) {
  return (
    <Switch
      isSelected={flagAt(value)}
      onChange={(isOn) => set(typeof value === 'string' ? String(isOn) : isOn)}
    >
      {field.says}
    </Switch>
  );
}

export function ChoiceField({ field, value, path, set }: FieldProps<'choice'>) {
  const text = textAt(value);
  const isKnown = text === '' || field.choices.some(({ id }) => id === text);
  return (
    <Select
      label={field.label}
      labelling="inline"
      choices={isKnown ? field.choices : [...field.choices, { id: text, name: text }]}
      value={text === '' ? field.default : text}
      onChange={(id) => id !== text && set(id)}
      problem={useProblemAt(path)}
      placeholder={field.label}
    />
  );
}
