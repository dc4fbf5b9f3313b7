import { Dialog, KeyHint } from '../../kit/index.ts';
import { COMMANDS } from '../commands/index.ts';
import styles from './page.module.css';

const GROUPS = ['Edit', 'Move', 'Select', 'View', 'Flow'] as const;

interface HelpDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** All commands with their keys, as they are listed. */
export function HelpDialog({ isOpen, onClose }: HelpDialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" size="large" isOpen={isOpen} onClose={onClose}>
      <p className={styles['note']}>With the graph or the outline in focus.</p>
      <div className={styles['help']}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group).map(({ id, title, keys }) => (
                <div key={id}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.slice(0, 1).map((key) => (
                      <KeyHint key={key} keys={keyText(key)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

function keyText(key: string): string {
  const mod = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
  return key
    .split('+')
    .map((part) => (part === 'Mod' ? mod : (SIGNS[part] ?? part)))
    .join('+');
}
