import { lazy, Suspense } from 'react';
import { textAt } from '../raw/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';

const CodeEditor = lazy(() => import('./code-editor.tsx'));
const HEIGHT = '320px';

export const Code: Field = ({ member, action, value, onChange, problem }) => (
  <div className={styles['group']}>
    <span className={styles['label']}>{member.label}</span>
    <div className={styles['json']}>
      <Suspense fallback={<div style={{ height: HEIGHT }} />}>
        <CodeEditor
          label={member.label}
          language={textAt(action, 'runtime').startsWith('PYTHON') ? 'python' : 'javascript'}
          value={textAt(value)}
          onChange={onChange}
          height={HEIGHT}
        />
      </Suspense>
    </div>
    <span className={styles['description']}>{member.help}</span>
    {problem && <span className={styles['problem']}>{problem}</span>}
  </div>
);
