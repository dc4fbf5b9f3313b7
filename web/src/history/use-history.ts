import { useMemo } from 'react';
import type { RawFlow } from '../flow-body/index.ts';
import { useFlowNames } from '../graph/index.ts';
import { useAccountZone } from '../kit/index.ts';
import { instantsOf } from './days.ts';
import type { Change } from './filters.tsx';
import type { HistorySearch } from './search.ts';

/** What both histories need: names, and the filters as the API takes them. */
export function useHistory(flow: RawFlow, search: HistorySearch) {
  const names = useFlowNames(flow);
  const zone = useAccountZone();
  const { action, reason, record, from, to } = search;
  const filters = useMemo(
    () => ({ actionId: action, reason, objectId: record, ...instantsOf({ from, to }, zone) }),
    [action, reason, record, from, to, zone],
  );
  return { names, filters };
}

/** The filters with a change, as the address takes them. */
export function changed<S extends object>(search: S, change: Change<S>): S {
  const all = Object.entries({ ...search, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as S;
}
