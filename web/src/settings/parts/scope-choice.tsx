import { useSession } from '../../api/index.ts';
import { Checkbox } from '../../kit/index.ts';
import styles from './scope-choice.module.css';

interface ScopeChoiceProps {
  readonly legend: string;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Scopes to give away: those that one has oneself. */
export function ScopeChoice({ legend, chosen, onChange }: ScopeChoiceProps) {
  const { scopes } = useSession();
  const toggle = (scope: string) =>
    onChange(new Set(chosen.has(scope) ? [...chosen].filter((each) => each !== scope) : [...chosen, scope]));
  return (
    <fieldset className={styles['group']}>
      <legend>{legend}</legend>
      <Checkbox
        isSelected={chosen.size === scopes.length}
        isIndeterminate={chosen.size > 0 && chosen.size < scopes.length}
        onChange={(all) => onChange(new Set(all ? scopes : []))}
      >
        All of them
      </Checkbox>
      <div className={styles['scopes']}>
        {scopes.map((scope) => (
          <Checkbox key={scope} isSelected={chosen.has(scope)} onChange={() => toggle(scope)}>
            {scope}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
