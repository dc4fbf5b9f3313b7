import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Select as AriaSelect,
  Button,
  FieldError,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components';
import fieldStyles from './field.module.css';
import type { FieldProps } from './field.tsx';
import styles from './select.module.css';

export interface Choice<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  readonly hint?: ReactNode;
}

interface SelectProps<Id extends string> extends FieldProps {
  readonly choices: readonly Choice<Id>[];
  readonly value: Id | undefined;
  readonly onChange: (value: Id) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** `inline` in bars, where the label is said to screen readers only. */
  readonly labelling?: 'above' | 'inline';
}

/** One of a few; where there are many, a `ComboBox` finds them. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, description, problem, choices, value, onChange, placeholder, isDisabled, labelling } = props;
  const isInline = labelling === 'inline';
  return (
    <AriaSelect
      {...(isInline ? { 'aria-label': label } : {})}
      selectedKey={value ?? null}
      onSelectionChange={(key: Key | null) => key !== null && onChange(key as Id)}
      isInvalid={problem !== undefined}
      {...(isDisabled === undefined ? {} : { isDisabled })}
      {...(placeholder === undefined ? {} : { placeholder })}
      className={`${fieldStyles['field']} ${isInline ? styles['inline'] : ''}`}
    >
      {!isInline && <Label className={fieldStyles['label'] ?? ''}>{label}</Label>}
      <Button className={styles['button'] ?? ''}>
        <SelectValue className={styles['value'] ?? ''}>
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDown aria-hidden size={14} />
      </Button>
      {description && (
        <Text slot="description" className={fieldStyles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={fieldStyles['problem'] ?? ''}>{problem}</FieldError>
      <Popover className={styles['popover'] ?? ''} offset={4}>
        <ListBox className={styles['list'] ?? ''} items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.name} className={styles['item'] ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={styles['name']}>
                    {choice.name}
                    {choice.hint && <span className={styles['hint']}>{choice.hint}</span>}
                  </span>
                  {isSelected && <Check aria-hidden size={14} />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
