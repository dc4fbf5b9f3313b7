const whole = new Intl.NumberFormat('en-GB');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** "12,345". */
export function counted(count: number): string {
  return whole.format(count);
}

/** "12.3K", where there is little room; up to 9,999 in full. */
export function compact(count: number): string {
  return count < 10_000 ? whole.format(count) : short.format(count);
}
