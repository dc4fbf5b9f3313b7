/** Names that are shown before "and 12 more". */
const NAMES_SHOWN = 5;

/** `3 (a, b, c)`, and how many more. */
export function said(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  return `${names.length} (${names.slice(0, NAMES_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}
