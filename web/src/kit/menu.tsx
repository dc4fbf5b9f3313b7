import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly name: string;
  readonly icon?: LucideIcon;
  readonly onDo: () => void;
  /** Why it cannot be done now. */
  readonly reason?: string | undefined;
  readonly kind?: 'plain' | 'danger';
}

interface MenuProps {
  readonly label: string;
  /** Groups of what can be done, with a line between. */
  readonly groups: readonly (readonly MenuEntry[])[];
  /** The button that opens it. */
  readonly children: ReactNode;
}

/** What else can be done, behind a button. */
export function Menu({ label, groups, children }: MenuProps) {
  const shown = groups.filter((group) => group.length > 0);
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles['popover'] ?? ''} offset={4} placement="bottom end">
        <AriaMenu aria-label={label} className={styles['menu'] ?? ''}>
          {shown.flatMap((group, at) => [
            at > 0 && <Separator key={`before ${group[0]!.id}`} className={styles['line'] ?? ''} />,
            ...group.map((entry) => <Entry key={entry.id} entry={entry} />),
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  const { id, name, icon: Icon, onDo, reason, kind = 'plain' } = entry;
  return (
    <MenuItem
      id={id}
      textValue={name}
      onAction={onDo}
      isDisabled={reason !== undefined}
      className={`${styles['item']} ${styles[kind]}`}
    >
      {Icon && <Icon aria-hidden size={15} />}
      <span>
        {name}
        {reason && <span className={styles['reason']}>{reason}</span>}
      </span>
    </MenuItem>
  );
}
