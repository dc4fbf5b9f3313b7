import type { Session } from '@millrace/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './failure.ts';

/** For how long an answer is shown without being asked for again when a page is opened. */
const FRESH_MS = 5_000;
const TRIES_MAX = 2;

/** Who wants to know that a call was refused since nobody is signed in any longer. */
const listeners = new Set<() => void>();

export function onSignedOut(listener: () => void): void {
  listeners.add(listener);
}

const onError = (error: unknown): void => {
  if (error instanceof ApiFailure && error.status === 401) for (const listener of listeners) listener();
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // What was refused stays refused; what did not arrive may yet.
      retry: (failures, error) =>
        failures < TRIES_MAX && !(error instanceof ApiFailure && error.status >= 400 && error.status < 500),
    },
  },
});

/** The name under which the session is kept: as `query` names it. */
const SESSION_KEY = ['GET /millrace/v1/session', {}] as const;

/** Who is signed in, once that is known. */
export function heldSession(): Session | undefined {
  return queryClient.getQueryData<Session>(SESSION_KEY);
}
