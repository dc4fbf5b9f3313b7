export const KINDS = ['failed', 'skipped'] as const;
export const STATES = ['open', 'later', 'ignored', 'fixed'] as const;

/** What the address says of the errors. */
export interface ErrorsSearch {
  /** Of one flow only. */
  readonly flow?: string;
  readonly kind?: (typeof KINDS)[number];
  readonly state?: (typeof STATES)[number];
  /** With those that somebody wants so, as one who has unsubscribed. */
  readonly expected?: true;
}

export function readErrorsSearch(search: Record<string, unknown>): ErrorsSearch {
  const flow = String(search['flow'] ?? '');
  const kind = KINDS.find((each) => each === search['kind']);
  const state = STATES.find((each) => each === search['state']);
  return {
    ...(/^\d{1,18}$/.test(flow) ? { flow } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
    ...(String(search['expected']) === 'true' ? { expected: true } : {}),
  };
}
