/**
 * Text without regard to case: lower case by Unicode's full mapping, the same in both back ends (both go through ICU's
 * root locale). Accents count; nothing is trimmed or normalised.
 */
export function fold(text: string): string {
  return text.toLowerCase();
}

export function foldSql(expression: string): string {
  return `lower(${expression} collate "und-x-icu")`;
}

/** Whether a text equals the wanted one without regard to case. */
export function equalTo(wanted: string): (value: string) => boolean {
  const folded = fold(wanted);
  // A text of another length cannot fold into ASCII text: what folds into ASCII folds unit by unit.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  const ascii = /^[\x00-\x7f]*$/.test(folded);
  return (value) =>
    value === wanted || ((!ascii || value.length === folded.length) && value.toLowerCase() === folded);
}

/** A wanted text as a LIKE pattern's literal part. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
