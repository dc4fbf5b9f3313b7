import { Outlet, useLocation } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { useState } from 'react';
import { ClockBar } from '../clock-bar/index.ts';
import { IconButton, Toasts } from '../kit/index.ts';
import { LiveSign } from './live-sign.tsx';
import { Name } from './name.tsx';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';
import { useFocusOnPage } from './use-focus-on-page.ts';

/** Navigation at the left, the page beside it; on a phone the navigation is a drawer behind a button. */
export function Shell() {
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const isGraph = useLocation({ select: ({ pathname }) => OF_A_GRAPH.test(pathname) });
  const page = useFocusOnPage();
  return (
    <div className={styles['shell']} data-narrow={isGraph || undefined}>
      <a className={styles['skip']} href="#page">
        Skip to the page
      </a>
      <div className={styles['bar']}>
        <IconButton icon={MenuIcon} label="Navigation" onPress={() => setDrawerOpen(true)} />
        <Name />
      </div>
      <Navigation isNarrow={isGraph} isDrawerOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)} />
      <main ref={page} id="page" tabIndex={-1} className={styles['page']}>
        <Outlet />
      </main>
      <div className={styles['clock']}>
        <Toasts />
        <LiveSign />
        <ClockBar />
      </div>
    </div>
  );
}

/** Pages with a graph need the room, and those one goes to from them stand as they do: where there is little, the navigation beside them is icons. */
const OF_A_GRAPH = /^\/(?:flows|enrollments)\/[^/]+/;
