import { Link, useLocation } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from '../kit/index.ts';
import { PaletteButton } from '../palette/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { Name } from './name.tsx';
import styles from './navigation.module.css';
import { PLACES } from './places.ts';

interface NavigationProps {
  /** Where there is little room, icons alone. */
  readonly isNarrow: boolean;
  readonly isDrawerOpen: boolean;
  readonly onClose: () => void;
}

export function Navigation({ isNarrow, isDrawerOpen, onClose }: NavigationProps) {
  useEscape(isDrawerOpen, onClose);
  const path = useLocation({ select: ({ pathname }) => pathname });
  return (
    <>
      {isDrawerOpen && <div className={styles['veil']} aria-hidden onClick={onClose} />}
      <div
        className={styles['side']}
        data-open={isDrawerOpen || undefined}
        data-narrow={isNarrow || undefined}
      >
        <div className={styles['head']}>
          <Link to="/flows" className={styles['home']} onClick={onClose}>
            <Name />
          </Link>
          <span className={styles['close']}>
            <IconButton icon={X} label="Close the navigation" onPress={onClose} />
          </span>
        </div>
        <PaletteButton />
        <nav aria-label="Main" className={styles['nav']}>
          {PLACES.map((group) => (
            <ul key={group[0]!.to} className={styles['group']}>
              {group.map(({ to, name, icon: Icon, within = to }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className={styles['link']}
                    onClick={onClose}
                    title={name}
                    data-here={path.startsWith(within) || undefined}
                    aria-current={path.startsWith(within) ? 'page' : undefined}
                  >
                    <Icon aria-hidden size={16} />
                    <span data-label>{name}</span>
                  </Link>
                </li>
              ))}
            </ul>
          ))}
        </nav>
        <AccountMenu />
      </div>
    </>
  );
}

/** Escape closes the drawer. */
function useEscape(isActive: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!isActive) return;
    const listen = (event: KeyboardEvent) => event.key === 'Escape' && onEscape();
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isActive, onEscape]);
}
