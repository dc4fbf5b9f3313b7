import { joined, type Part, plain, text } from '../../sentence/index.ts';

/** Whether two JSON values say the same; the order of members does not count, and null is none. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a ?? null, b ?? null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    same(one[key], other[key]),
  );
}

/** The sentence with a small letter, where it begins with words. */
export function lowered(parts: readonly Part[]): Part[] {
  const [first, ...rest] = parts;
  if (!first || !('text' in first) || first.text === '') return [...parts];
  return [{ ...first, text: first.text[0]!.toLowerCase() + first.text.slice(1) }, ...rest];
}

/** `wait 3 days instead of 7 days`: of what was, only what is not said already. Undefined where both are the same. */
export function insteadOf(now: readonly Part[], was: readonly Part[]): Part[] | undefined {
  if (joined(now) === joined(was)) return undefined;
  const rest = withoutBegin(was, sharedWords(joined(now), joined(was)));
  return [
    ...lowered(now),
    text(' instead of '),
    ...(rest.length < was.length || joined(rest) !== joined(was) ? rest : lowered(was)),
  ];
}

/** Characters of the words with which both begin; what stands in quotes stays whole. */
function sharedWords(one: string, other: string): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  const begin = other.slice(0, shared);
  const quote = begin.lastIndexOf('“');
  return (quote > begin.lastIndexOf('”') ? begin.slice(0, quote) : begin).lastIndexOf(' ') + 1;
}

/** Without so many characters at the begin; what is named stays whole, and something always stays. */
function withoutBegin(parts: readonly Part[], characters: number): Part[] {
  let left = characters;
  for (const [index, part] of parts.entries()) {
    const { length } = plain(part);
    if (left >= length && index < parts.length - 1) {
      left -= length;
      continue;
    }
    const rest = parts.slice(index + 1);
    return 'text' in part
      ? [{ ...part, text: part.text.slice(Math.min(left, length)) }, ...rest]
      : [part, ...rest];
  }
  return [...parts];
}
