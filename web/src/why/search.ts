/** Of which record, and as of when; by default now. */
export interface WhySearch {
  readonly objectId?: string;
  /** ISO 8601. */
  readonly at?: string;
}

export function readWhySearch(search: Record<string, unknown>): WhySearch {
  const objectId = String(search['objectId'] ?? '');
  const at = String(search['at'] ?? '');
  return {
    ...(objectId === '' ? {} : { objectId }),
    ...(Number.isNaN(Date.parse(at)) ? {} : { at: new Date(at).toISOString() }),
  };
}
