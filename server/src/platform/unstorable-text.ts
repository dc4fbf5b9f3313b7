import { type Problem, pathOf } from '@millrace/core/problem';

/** JSON's escapes for NUL and halves of a pair; whole pairs are written so too. */
const SUSPICIOUS_JSON = /\\u(?:0000|d[89a-f])/i;

/** Whether a JSON text needs a search: few do. */
export function maybeUnstorable(json: string): boolean {
  return SUSPICIOUS_JSON.test(json);
}

/**
 * The texts of a value, names of members included, that PostgreSQL does not store: those with NUL, or half of a character pair. Covers
 * the whole value, also parts that no schema reads, so that no feature has to. Does not quote values: some are secrets.
 */
export function unstorableTexts(value: unknown, at: readonly PropertyKey[] = []): Problem[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [unstorable(value, at)];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => unstorableTexts(item, [...at, index]));
  return Object.entries(value).flatMap(([name, member]) =>
    isStorable(name) ? unstorableTexts(member, [...at, name]) : [unstorable(name, at)],
  );
}

/** A text that nobody can be asked to mend, as from a template or a receiver: without what PostgreSQL does not store. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The JSON of a value whose texts may hold anything, for PostgreSQL's jsonb. */
export function storableJson(value: object): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? storableText(each) : each));
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

function unstorable(text: string, at: readonly PropertyKey[]): Problem {
  const path = pathOf(at);
  const nul = text.indexOf('\0');
  const what =
    nul >= 0
      ? `NUL, at character ${nul + 1},`
      : 'half of a character pair (a lone surrogate, such as \\ud800)';
  return {
    path,
    code: 'INVALID_CHARACTERS',
    message: `${path || 'The input'} has ${what} which cannot be stored: take it out.`,
  };
}
