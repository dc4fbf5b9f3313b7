/** Several values in one text, joined with ";", without regard to order or repetition. Values are compared as written. */

/** The wanted values one by one: a wanted "a;b" is a and b. */
export function choicesOf(values: readonly string[]): ReadonlySet<string> {
  return new Set(values.flatMap((value) => value.split(';')).filter((value) => value !== ''));
}

/** Whether the text holds one of the wanted values; one look at each of its own, however many are wanted. */
export function holdsAny(text: string, wanted: ReadonlySet<string>): boolean {
  let from = 0;
  for (let end = text.indexOf(';'); end !== -1; end = text.indexOf(';', from)) {
    if (wanted.has(text.slice(from, end))) return true;
    from = end + 1;
  }
  return wanted.has(from === 0 ? text : text.slice(from));
}

export function holdsAll(text: string, wanted: ReadonlySet<string>): boolean {
  if (wanted.size === 0 || !text.includes(';'))
    return wanted.size === 0 || (wanted.size === 1 && wanted.has(text));
  const held = new Set(text.split(';'));
  for (const value of wanted) if (!held.has(value)) return false;
  return true;
}

/** Whether the text holds the wanted values and no other. */
export function holdsExactly(text: string, wanted: ReadonlySet<string>): boolean {
  if (!text.includes(';')) return wanted.size === 1 && wanted.has(text);
  const held = new Set(text.split(';'));
  return held.size === wanted.size && holdsAll(text, wanted);
}
