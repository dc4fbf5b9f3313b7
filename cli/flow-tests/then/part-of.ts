/**
 * The first place where a value does not hold what is expected of it: members that are not expected may be there, lists are the same as a whole. Undefined where
 * it does; else as `body.plan: expected "pro", found "basic"`.
 */
export function missingPart(expected: unknown, found: unknown, at: string): string | undefined {
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) return differs(expected, found, at);
    for (const [index, item] of expected.entries()) {
      const missing = missingPart(item, found[index], `${at}[${index}]`);
      if (missing !== undefined) return missing;
    }
    return undefined;
  }
  if (typeof expected !== 'object' || expected === null)
    return isSame(expected, found) ? undefined : differs(expected, found, at);
  if (typeof found !== 'object' || found === null) return differs(expected, found, at);
  for (const [name, value] of Object.entries(expected)) {
    const missing = missingPart(value, (found as Record<string, unknown>)[name], `${at}.${name}`);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

/** Whatever type spells it: what a file has without quotes may be a text to the API. */
function isSame(expected: unknown, found: unknown): boolean {
  if (expected === null) return found === null || found === undefined || found === '';
  if (found === null || found === undefined) return false;
  return (
    String(expected) === String(found) || (String(found).trim() !== '' && Number(expected) === Number(found))
  );
}

function differs(expected: unknown, found: unknown, at: string): string {
  return `${at}: expected ${said(expected)}, found ${said(found)}`;
}

export function said(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : JSON.stringify(value);
}
