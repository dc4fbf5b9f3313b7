import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './test-run.module.css';

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly { readonly id: Id; readonly name: string }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** One of two or three, side by side. */
export function Choice<Id extends string>({ label, choices, value, onChange }: ChoiceProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = choices.find(({ id }) => keys.has(id));
        if (chosen) onChange(chosen.id);
      }}
      className={styles['choice'] ?? ''}
    >
      {choices.map(({ id, name }) => (
        <ToggleButton key={id} id={id} className={styles['way'] ?? ''}>
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
