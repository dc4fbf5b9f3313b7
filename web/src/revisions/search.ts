/** Which two revisions are compared; the current one with the one before it unless said otherwise. */
export interface RevisionsSearch {
  readonly from?: string;
  readonly to?: string;
}

export function readRevisionsSearch(search: Record<string, unknown>): RevisionsSearch {
  const [from, to] = ['from', 'to'].map((name) => String(search[name] ?? ''));
  return {
    ...(/^\d+$/.test(from!) ? { from: from! } : {}),
    ...(/^\d+$/.test(to!) ? { to: to! } : {}),
  };
}
