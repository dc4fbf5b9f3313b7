import { QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './failure.ts';

/** For how long an answer is shown without being asked for again when a page is opened. */
const FRESH_MS = 5_000;
const TRIES_MAX = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // What was refused stays refused; what did not arrive may yet.
      retry: (failures, error) =>
        failures < TRIES_MAX && !(error instanceof ApiFailure && error.status >= 400 && error.status < 500),
    },
  },
});
