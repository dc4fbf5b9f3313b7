import { textAt } from '../../flow-body/index.ts';
import { CodeBox } from '../../pickers/index.ts';
import { useOfAction } from '../state/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';

const HEIGHT = '320px';

export const Code: Field = ({ member, actionId, value, onChange, problem }) => {
  const runtime = useOfAction(actionId, (action) => textAt(action, 'runtime')) ?? '';
  return (
    <div className={styles['group']}>
      <span className={styles['label']}>{member.label}</span>
      <CodeBox
        label={member.label}
        language={runtime.startsWith('PYTHON') ? 'python' : 'javascript'}
        value={textAt(value)}
        onChange={onChange}
        height={HEIGHT}
      />
      <span className={styles['description']}>{member.help}</span>
      {problem && <span className={styles['problem']}>{problem}</span>}
    </div>
  );
};
