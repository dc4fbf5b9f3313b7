/** What the address says of the table of records. */
export interface RecordsSearch {
  readonly search?: string;
}

export function readRecordsSearch(search: Record<string, unknown>): RecordsSearch {
  const text = String(search['search'] ?? '');
  return text === '' ? {} : { search: text };
}
