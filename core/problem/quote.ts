/** Problems quote at most this many characters of a value. */
export const QUOTED_CHARACTERS = 80;

/** A value as it is quoted in a message: JSON, shortened. Takes no longer for a large value than for a small one. */
export function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = shortened(value, QUOTED_CHARACTERS + 1);
  return text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text;
}

/** The first `room` or more characters of a value's JSON; every nested character costs room, so deep values end too. */
function shortened(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (typeof value !== 'object' || value === null) return String(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  let text = open;
  for (const key in value) {
    if (text.length >= room) return text;
    if (text.length > 1) text += ',';
    if (open === '{') text += `${JSON.stringify(key.slice(0, room))}:`;
    text += shortened((value as Record<string, unknown>)[key], room - text.length);
  }
  return text + close;
}
