import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useEditorState } from '../state/index.ts';
import { MendButton } from './mend-button.tsx';
import styles from './panel.module.css';
import { isAt, withoutPath } from './problem-of.ts';

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info };
const NONE: readonly never[] = [];

interface FindingsProps {
  readonly of: string;
  /** The paths of members that show their own errors. */
  readonly members?: readonly string[] | undefined;
}

/** What lint says of an action, or of the flow itself, with what to do about it. */
export function Findings({ of, members = NONE }: FindingsProps) {
  const all = useEditorState((state) => state.findingsBy.get(of) ?? NONE);
  const findings = all.filter(
    ({ severity, path }) => severity !== 'error' || !members.some((member) => isAt(path, member)),
  );
  if (findings.length === 0) return null;
  return (
    <ul className={styles['findings']} aria-label="Problems">
      {findings.map(({ severity, code, path, message, fix, mend }) => {
        const Icon = ICONS[severity];
        return (
          <li key={`${code} ${path}`} className={`${styles['finding']} ${styles[severity]}`}>
            <Icon aria-hidden size={15} />
            <span>
              {withoutPath(message)} <span className={styles['fix']}>{fix}</span>
              {mend && <MendButton mend={mend} />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
