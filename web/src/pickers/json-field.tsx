import { parseRaw, printRaw, type Raw, sameRaw } from '@millrace/core/raw';
import { useEffect, useState } from 'react';
import { CodeBox } from './code-box.tsx';
import styles from './pickers.module.css';

interface JsonFieldProps {
  readonly label: string;
  readonly value: Raw | undefined;
  readonly onChange: (value: Raw | undefined) => void;
  readonly problem?: string | undefined;
  readonly description?: string | undefined;
  readonly height?: string;
}

/** JSON as text. It is taken over as soon as it is JSON. */
export function JsonField({
  label,
  value,
  onChange,
  problem,
  description,
  height = '220px',
}: JsonFieldProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : printRaw(value, 2)));
  const read = parse(text);
  // What came from elsewhere (undo, a form) is shown; what is being typed stays as it is.
  useEffect(() => {
    setText((typed) => {
      const now = parse(typed);
      return now.ok && sameRaw(now.value, value) ? typed : value === undefined ? '' : printRaw(value, 2);
    });
  }, [value]);
  const change = (to: string) => {
    setText(to);
    const now = parse(to);
    if (now.ok && !sameRaw(now.value, value)) onChange(now.value);
  };
  return (
    <div className={styles['group']}>
      <span className={styles['label']}>{label}</span>
      <CodeBox label={label} language="json" value={text} onChange={change} height={height} />
      {description && <span className={styles['description']}>{description}</span>}
      {(read.ok ? problem : read.problem) && (
        <span className={styles['problem']}>{read.ok ? problem : read.problem}</span>
      )}
    </div>
  );
}

type Read =
  | { readonly ok: true; readonly value: Raw | undefined }
  | { readonly ok: false; readonly problem: string };

function parse(text: string): Read {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: parseRaw(text) };
  } catch (error) {
    return { ok: false, problem: `This is no JSON yet: ${error instanceof Error ? error.message : ''}` };
  }
}
