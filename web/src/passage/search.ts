/** Which step is looked at. */
export interface PassageSearch {
  readonly step?: number;
}

export function readPassageSearch(search: Record<string, unknown>): PassageSearch {
  const step = Number(search['step']);
  return Number.isInteger(step) && step > 0 ? { step } : {};
}
