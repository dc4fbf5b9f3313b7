export const PERIODS = ['24h', '7d', '30d', 'all'] as const;
/** How records come in, as the address names it. */
export const START = 'start';

export type Period = (typeof PERIODS)[number];

/** What the address says of the watching. */
export interface WatchSearch {
  /** By default 30 days. */
  readonly period?: Period;
  /** The action that is looked at; `start` is how records come in. */
  readonly action?: string;
}

export function readWatchSearch(search: Record<string, unknown>): WatchSearch {
  const period = PERIODS.find((each) => each === search['period']);
  const action = String(search['action'] ?? '');
  return {
    ...(period === undefined ? {} : { period }),
    ...(/^(?:start|\d{1,18})$/.test(action) ? { action } : {}),
  };
}
