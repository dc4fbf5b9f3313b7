/**
 * The members of a JSON object, each as the text that stands for its value: parsing and writing again would change
 * numbers (`70.0`, or more digits than a double has). `text` must be an object that has been parsed already; of members
 * with one name the last counts, as it does there.
 */
export function memberTexts(text: string): Map<string, string> {
  const members = new Map<string, string>();
  let at = skipSpace(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const afterName = endOfString(text, at);
    const name = JSON.parse(text.slice(at, afterName)) as string;
    const start = skipSpace(text, skipSpace(text, afterName) + 1);
    const end = endOfValue(text, start);
    members.set(name, text.slice(start, end).trimEnd());
    at = text[end] === ',' ? skipSpace(text, end + 1) : end;
  }
  return members;
}

/** The place of the comma or brace that ends the value which begins at `at`. */
function endOfValue(text: string, at: number): number {
  let depth = 0;
  for (let place = at; place < text.length; place++) {
    switch (text[place]) {
      case '"':
        place = endOfString(text, place) - 1;
        break;
      case '{':
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        if (depth === 0) return place;
        depth--;
        break;
      case ',':
        if (depth === 0) return place;
    }
  }
  return text.length;
}

/** The place after the string which begins at `at`. */
function endOfString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, place: number): boolean {
  let first = place;
  while (text[first - 1] === '\\') first--;
  return (place - first) % 2 === 1;
}

function skipSpace(text: string, at: number): number {
  let place = at;
  while (' \t\n\r'.includes(text[place] ?? '.')) place++;
  return place;
}
