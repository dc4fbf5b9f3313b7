/** Ids fit a bigint; anything else names no record. */
export function isRecordId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}
