import { useRef } from 'react';
import { textAt } from '../../flow-body/index.ts';
import { TextField } from '../../kit/index.ts';
import type { Field, FieldContext } from './field.ts';
import styles from './fields.module.css';
import { TokenMenu } from './token-menu.tsx';

function common({ member, problem, value, onChange }: FieldContext) {
  return {
    label: member.label,
    description: member.help,
    problem,
    isRequired: member.isRequired,
    value: textAt(value),
    onChange: (text: string) => onChange(text === '' && !member.isRequired ? undefined : text),
  };
}

/** A text in which tokens may stand. */
export const Text: Field = (context) => (
  <WithTokens context={context} rows={context.member.name === 'body' ? 4 : undefined} />
);

/** HTML in which tokens may stand. */
export const Html: Field = (context) => <WithTokens context={context} rows={6} />;

function WithTokens({
  context,
  rows,
}: {
  readonly context: FieldContext;
  readonly rows: number | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const insert = (token: string) => {
    const input = box.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    const text = textAt(context.value);
    const at = input?.selectionStart ?? text.length;
    context.onChange(`${text.slice(0, at)}${token}${text.slice(input?.selectionEnd ?? at)}`);
  };
  return (
    <div ref={box} className={styles['group']}>
      <TextField {...common(context)} {...(rows === undefined ? {} : { rows })} />
      <div className={styles['tools']}>
        <TokenMenu actionId={context.actionId} objectTypeId={context.objectTypeId} onChoose={insert} />
      </div>
    </div>
  );
}

export const Name: Field = (context) => <TextField {...common(context)} />;

export const Url: Field = (context) => (
  <TextField {...common(context)} isCode placeholder="https://example.com/hook" type="url" />
);

/** Digits, as the flow has them: text or number. */
export const WholeNumber: Field = (context) => <TextField {...common(context)} inputMode="numeric" />;
