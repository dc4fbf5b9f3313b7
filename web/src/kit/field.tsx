import type { ReactNode } from 'react';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components';
import styles from './field.module.css';

export interface FieldProps {
  readonly label: string;
  readonly description?: ReactNode;
  /** What is wrong with it, in the server's words or ours. */
  readonly problem?: string | undefined;
}

interface TextFieldProps
  extends FieldProps,
    Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> {
  readonly placeholder?: string;
  /** Several lines of it. */
  readonly rows?: number;
  /** Of code, ids and addresses: every letter stands alone. */
  readonly isCode?: boolean;
}

export function TextField({ placeholder, rows, isCode = false, ...rest }: TextFieldProps) {
  const { label, description, problem, ...field } = rest;
  const input = `${styles['input']} ${isCode ? styles['code'] : ''}`;
  return (
    <AriaTextField {...field} isInvalid={problem !== undefined} className={styles['field'] ?? ''}>
      <Label className={styles['label'] ?? ''}>
        {label}
        {!field.isRequired || <Required />}
      </Label>
      {rows === undefined ? (
        <Input className={input} {...(placeholder === undefined ? {} : { placeholder })} />
      ) : (
        <TextArea
          className={`${input} ${styles['area']}`}
          rows={rows}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      )}
      {description && (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles['problem'] ?? ''}>{problem}</FieldError>
    </AriaTextField>
  );
}

function Required() {
  return (
    <span aria-hidden className={styles['required']}>
      {' '}
      *
    </span>
  );
}
