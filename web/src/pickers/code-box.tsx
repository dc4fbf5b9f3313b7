import { lazy, Suspense } from 'react';
import type { CodeEditorProps } from './code-editor.tsx';
import styles from './pickers.module.css';

const CodeEditor = lazy(() => import('./code-editor.tsx'));

/** A text of code in a frame of its own; the editor for it is loaded when the first one is shown. */
export function CodeBox(props: CodeEditorProps) {
  return (
    <div className={styles['code']}>
      <Suspense fallback={<div style={{ height: props.height }} />}>
        <CodeEditor {...props} />
      </Suspense>
    </div>
  );
}
