/** Anything, in a pattern. */
const ANY = '*';

/**
 * Whether a URL is one of a pattern, in which `*` stands for anything. A pattern without a query says nothing about it.
 * Takes time in proportion to both lengths at worst.
 */
export function matchesUrl(pattern: string, url: string): boolean {
  const withoutFragment = url.replace(/#.*$/s, '');
  return matches(pattern, pattern.includes('?') ? withoutFragment : withoutFragment.replace(/\?.*$/s, ''));
}

/** A pattern as it is compared: a whole URL as URLs are written, and schemes and hosts in lower case. */
export function normalPattern(pattern: string): string {
  if (!pattern.includes(ANY) && URL.canParse(pattern)) return new URL(pattern).href;
  return pattern.replace(/^[^/]*\/\/[^/?]*/, (origin) => origin.toLowerCase());
}

/** Tries the last star with one character more each time that what follows it does not fit; earlier ones never need to be. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (pattern[next] === ANY) {
      star = next++;
      starAt = at;
    } else if (pattern[next] === text[at]) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (pattern[next] === ANY) next++;
  return next === pattern.length;
}
