import { invalid } from '../platform/index.ts';

/** Records whose property histories one request may ask for. */
export const HISTORY_RECORDS_MAX = 50;

/** Throws 400 when histories are asked for of more records than one request may; `path` is what says how many. */
export function requireHistoryBounds(
  propertiesWithHistory: readonly string[],
  records: number,
  path: 'inputs' | 'limit',
): void {
  if (propertiesWithHistory.length === 0 || records <= HISTORY_RECORDS_MAX) return;
  const most = HISTORY_RECORDS_MAX;
  const message =
    path === 'inputs'
      ? `The maximum number of inputs supported in a batch request for property histories is ${most}. Please reduce the number of items and try again`
      : `limit is ${records}, but a page of records with property histories has at most ${most}. Lower limit, or leave propertiesWithHistory out.`;
  throw invalid([{ path, code: 'OUT_OF_RANGE', message }], message);
}
