/** The values that are given to one property. */
export interface Answer {
  readonly objectTypeId: string;
  readonly name: string;
  /** As they came, never empty texts. */
  readonly values: readonly string[];
  /** Whether the form has such a field, or nobody asks. */
  readonly isListed: boolean;
}

/** What messages call a field: fields of contacts by their name alone. */
export function nameOf({
  objectTypeId,
  name,
}: {
  readonly objectTypeId: string;
  readonly name: string;
}): string {
  return objectTypeId === '0-1' ? name : `${objectTypeId}/${name}`;
}
