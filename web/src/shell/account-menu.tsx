import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { Button } from 'react-aria-components';
import { queryClient, signOut, useSession } from '../api/index.ts';
import { Menu, toastFailure } from '../kit/index.ts';
import styles from './account-menu.module.css';
import { setTheme, type Theme, useTheme } from './theme.ts';

const THEMES: readonly { readonly id: Theme; readonly name: string; readonly icon: typeof Sun }[] = [
  { id: 'system', name: 'Theme of the system', icon: Monitor },
  { id: 'light', name: 'Light theme', icon: Sun },
  { id: 'dark', name: 'Dark theme', icon: Moon },
];

/** Which account this is and with which token, how the page looks, and the way out. */
export function AccountMenu() {
  const { name, accountId, tokenName, mode } = useSession();
  const theme = useTheme();
  const leave = useLeave();
  const themes = THEMES.filter(({ id }) => id !== theme).map(({ id, name, icon }) => ({
    id,
    name,
    icon,
    onDo: () => setTheme(id),
  }));
  return (
    <div className={styles['account']}>
      <Menu
        label="Account"
        groups={[themes, [{ id: 'out', name: 'Sign out', icon: LogOut, onDo: () => void leave() }]]}
      >
        <Button className={styles['button'] ?? ''}>
          <span data-label className={styles['names']}>
            <span className={styles['name']}>{name || `Account ${accountId}`}</span>
            <span className={styles['token']}>
              {tokenName ?? 'access token'}
              {mode === 'development' && ' · development'}
            </span>
          </span>
          <ChevronsUpDown aria-hidden size={14} />
        </Button>
      </Menu>
    </div>
  );
}

function useLeave(): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    try {
      await signOut();
    } catch (error) {
      return toastFailure(error);
    }
    // What one token has seen is not for the next one.
    queryClient.clear();
    await navigate({ to: '/sign-in' });
  };
}
