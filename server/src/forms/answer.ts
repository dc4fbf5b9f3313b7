/** The values that are given to one property. */
export interface Answer {
  readonly objectTypeId: string;
  readonly name: string;
  /** As they came, never empty texts. */
  readonly values: readonly string[];
  /** Whether the form has such a field, or no check is made. */
  readonly isListed: boolean;
}

/** The name of a field in messages: fields of contacts by their name alone. */
export function nameOf({
  objectTypeId,
  name,
}: {
  readonly objectTypeId: string;
  readonly name: string;
}): string {
  return objectTypeId === '0-1' ? name : `${objectTypeId}/${name}`;
}
