import { useMemo, useState } from 'react';

export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly set: (ids: readonly string[]) => void;
}

/** The rows that are ticked, of those that are there: what is filtered away is not acted upon. */
export function useSelection(there: readonly string[]): Selection {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const selected = useMemo(() => new Set(ticked.filter((id) => there.includes(id))), [ticked, there]);
  return {
    selected,
    toggle: (id) => setTicked((old) => (old.includes(id) ? old.filter((each) => each !== id) : [...old, id])),
    set: setTicked,
  };
}
