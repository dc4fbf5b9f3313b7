/** What the address says of the table of lists. */
export interface ListsSearch {
  readonly search?: string;
}

export function readListsSearch(search: Record<string, unknown>): ListsSearch {
  const text = String(search['search'] ?? '');
  return text === '' ? {} : { search: text };
}
