/** What the address says of the table of emails. */
export interface EmailsSearch {
  readonly search?: string;
}

export function readEmailsSearch(search: Record<string, unknown>): EmailsSearch {
  const text = String(search['search'] ?? '');
  return text === '' ? {} : { search: text };
}
