/** What the address says of the table of forms. */
export interface FormsSearch {
  readonly search?: string;
}

export function readFormsSearch(search: Record<string, unknown>): FormsSearch {
  const text = String(search['search'] ?? '');
  return text === '' ? {} : { search: text };
}
