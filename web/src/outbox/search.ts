export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What the address says of the outbox. */
export interface OutboxSearch {
  readonly host?: string;
  readonly flow?: string;
  readonly method?: (typeof METHODS)[number];
}

export function readOutboxSearch(search: Record<string, unknown>): OutboxSearch {
  const [host, flow] = ['host', 'flow'].map((name) => String(search[name] ?? ''));
  const method = METHODS.find((each) => each === search['method']);
  return {
    ...(host === '' ? {} : { host: host! }),
    ...(/^\d{1,18}$/.test(flow!) ? { flow: flow! } : {}),
    ...(method === undefined ? {} : { method }),
  };
}
