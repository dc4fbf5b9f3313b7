import { useSyncExternalStore } from 'react';

/** The record that criteria are tried on. */
export interface ProbeRecord {
  readonly id: string;
  readonly name: string;
}

/** By object type: whoever has chosen a record at one place of a page wants it at the others, too. */
const chosen = new Map<string, ProbeRecord>();
const listeners = new Set<() => void>();

export function useProbeRecord(objectTypeId: string) {
  const record = useSyncExternalStore(subscribe, () => chosen.get(objectTypeId));
  const choose = (to: ProbeRecord | undefined) => {
    if (to) chosen.set(objectTypeId, to);
    else chosen.delete(objectTypeId);
    for (const listener of listeners) listener();
  };
  return [record, choose] as const;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
