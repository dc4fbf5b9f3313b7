import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { call } from '../api/index.ts';

/** How often "5 min ago" is looked at again. */
const TICK_MS = 30_000;

/** The account's clock, with the time of the browser when it was read. */
export const accountClock = {
  queryKey: ['GET /millrace/v1/clock'] as const,
  meta: { topic: 'clock' } as const,
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
    const clock = await call('GET /millrace/v1/clock', {}, signal);
    return { ...clock, offsetMs: Date.parse(clock.now) - Date.now() };
  },
};

/** What time it is in the account, up to a tick behind: it stands still in between, so that what is asked by it is asked once. */
export function useAccountNow(): number {
  const { data } = useQuery(accountClock);
  const tick = useSyncExternalStore(subscribe, tickNow);
  return tick + (data?.offsetMs ?? 0);
}

/** The same to the second, as of this rendering: what has just happened is not ahead of it. */
export function useAccountMoment(): number {
  const { data } = useQuery(accountClock);
  useSyncExternalStore(subscribe, tickNow);
  return Date.now() + (data?.offsetMs ?? 0);
}

/** The account's zone; before it is known, the browser's. */
export function useAccountZone(): string {
  const { data } = useQuery(accountClock);
  return data?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function tickNow(): number {
  return Math.floor(Date.now() / TICK_MS) * TICK_MS;
}

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, TICK_MS);
  return () => clearInterval(timer);
}
