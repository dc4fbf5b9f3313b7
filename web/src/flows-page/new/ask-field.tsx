import { useQuery } from '@tanstack/react-query';
import { Select } from '../../kit/index.ts';
import type { Ask } from '../templates/shape.ts';
import { CHOICES } from './choices.ts';

interface AskFieldProps {
  readonly ask: Ask;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One thing of the account, chosen by its name. */
export function AskField({ ask, value, onChange }: AskFieldProps) {
  const { none, options } = CHOICES[ask.kind];
  const { data, error } = useQuery(options);
  const choices = data ?? [];
  return (
    <Select
      label={ask.label}
      choices={choices}
      value={value}
      onChange={onChange}
      placeholder={data && choices.length === 0 ? 'There is none yet' : 'Choose…'}
      isDisabled={choices.length === 0}
      problem={error?.message}
      description={data && choices.length === 0 ? none : undefined}
    />
  );
}
