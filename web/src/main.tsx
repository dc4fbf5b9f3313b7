import './fonts.css';
import './tokens.css';
import './base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut, queryClient, reloadForAnother, session, startLive } from './api/index.ts';
import { router } from './router.ts';
import { applyKeptTheme } from './shell/index.ts';

applyKeptTheme();
onSignedOut(signInAgain);
startLive(queryClient, {
  onSignedOut: signInAgain,
  onBack: () => void reloadForAnother(queryClient).catch(() => undefined),
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

/** The session has ended while the page was open: one signs in, and comes back. */
function signInAgain(): void {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  queryClient.removeQueries({ queryKey: session.queryKey });
  void router.navigate({ to: '/sign-in', search: { next: href } });
}
