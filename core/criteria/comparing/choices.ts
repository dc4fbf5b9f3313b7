/** Several values in one text, joined with ";", without regard to order or repetition. Values are compared as written. */

/** The wanted values one by one: a wanted "a;b" is a and b. */
export function choicesOf(values: readonly string[]): readonly string[] {
  return [...new Set(values.flatMap((value) => value.split(';')).filter((value) => value !== ''))];
}

/** Whether the text holds the wanted value, without splitting it. */
export function holds(text: string, wanted: string): boolean {
  if (text === wanted) return true;
  let from = text.indexOf(wanted);
  while (from !== -1) {
    const end = from + wanted.length;
    const begins = from === 0 || text.charCodeAt(from - 1) === 59;
    if (begins && (end === text.length || text.charCodeAt(end) === 59)) return true;
    from = text.indexOf(wanted, from + 1);
  }
  return false;
}

export function holdsAny(text: string, wanted: readonly string[], set: ReadonlySet<string>): boolean {
  if (!text.includes(';')) return set.has(text);
  for (const value of wanted) if (holds(text, value)) return true;
  return false;
}

export function holdsAll(text: string, wanted: readonly string[]): boolean {
  for (const value of wanted) if (!holds(text, value)) return false;
  return true;
}

/** Whether the text holds the wanted values and no other. */
export function holdsExactly(text: string, wanted: readonly string[], set: ReadonlySet<string>): boolean {
  if (!text.includes(';')) return set.size === 1 && set.has(text);
  return text.split(';').every((value) => set.has(value)) && holdsAll(text, wanted);
}
