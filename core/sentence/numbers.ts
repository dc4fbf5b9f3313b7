/** A number as people write it: `12,500`. The digits stay those that were given. */
export function numberText(value: number | string): string {
  const found = /^(-?)(\d+)(\.\d+)?$/.exec(String(value).trim());
  if (!found) return String(value).trim();
  const [, sign, whole, fraction = ''] = found;
  return `${sign}${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}
