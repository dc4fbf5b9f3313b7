import { useSyncExternalStore } from 'react';
import type { StreamState } from './connection.ts';
import type { StreamEvent } from './events.ts';

let standing: StreamState = 'closed';
const listeners = new Set<() => void>();

const hintListeners = new Set<(event: StreamEvent) => void>();

export function tellHint(event: StreamEvent): void {
  for (const listener of hintListeners) listener(event);
}

export function setStanding(next: StreamState): void {
  if (next === standing) return;
  standing = next;
  for (const listener of listeners) listener();
}

/** How the stream stands. */
export function useStanding(): StreamState {
  return useSyncExternalStore(subscribe, () => standing);
}

/** Hears what hints say, besides that something is to be asked again, until the returned function is called. */
export function onHint(listener: (event: StreamEvent) => void): () => void {
  hintListeners.add(listener);
  return () => hintListeners.delete(listener);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
