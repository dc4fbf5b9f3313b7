export const STATUSES = ['ACTIVE', 'COMPLETED', 'UNENROLLED', 'FAILED'] as const;
export const OUTCOMES = ['SUCCEEDED', 'FAILED', 'SKIPPED'] as const;

/** Filters that both histories have. Days are the account's. */
export interface HistorySearch {
  readonly action?: string;
  readonly reason?: string;
  /** The id of a record. */
  readonly record?: string;
  /** The first day, and the last. */
  readonly from?: string;
  readonly to?: string;
}

export interface EnrollmentsSearch extends HistorySearch {
  readonly status?: (typeof STATUSES)[number];
}

export interface StepsSearch extends HistorySearch {
  readonly outcome?: (typeof OUTCOMES)[number];
  /** One passage's. */
  readonly enrollment?: string;
}

type Raw = Record<string, unknown>;

export function readEnrollmentsSearch(search: Raw): EnrollmentsSearch {
  const status = STATUSES.find((each) => each === search['status']);
  return { ...readCommon(search), ...(status === undefined ? {} : { status }) };
}

export function readStepsSearch(search: Raw): StepsSearch {
  const outcome = OUTCOMES.find((each) => each === search['outcome']);
  return {
    ...readCommon(search),
    ...(outcome === undefined ? {} : { outcome }),
    ...member('enrollment', search, ID),
  };
}

const ID = /^\d{1,18}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** As the API takes it. */
const REASON = /^.{1,100}$/;

function readCommon(search: Raw): HistorySearch {
  return {
    ...member('action', search, ID),
    ...member('reason', search, REASON),
    ...member('record', search, ID),
    ...member('from', search, DAY),
    ...member('to', search, DAY),
  };
}

function member<K extends string>(name: K, search: Raw, shape: RegExp): { [N in K]?: string } {
  const text = String(search[name] ?? '');
  return (shape.test(text) ? { [name]: text } : {}) as { [N in K]?: string };
}
