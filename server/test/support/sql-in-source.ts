/** A text in a source file: a quoted one, or a template with its holes left blank, and what it is tagged with. */
interface Literal {
  readonly text: string;
  readonly tag: string;
}

/** What templates of SQL are tagged with. */
const SQL_TAG = /(?:^|[.#])(?:sql|tx|db)$/;

/** Texts that are put together to SQL carry no tag; every statement of ours, though, begins with the account. */
const SQL_TEXT = /\baccount_id\b/;

/** Most sources have none, and need not be read. */
const MAY_HAVE_SQL = /(?:sql|tx|db)`|account_id/;

/** The pieces of SQL in a TypeScript source. */
export function sqlIn(source: string): string[] {
  if (!MAY_HAVE_SQL.test(source)) return [];
  return literalsOf(source).flatMap(({ text, tag }) =>
    SQL_TAG.test(tag) || SQL_TEXT.test(text) ? [text] : [],
  );
}

/** The tables and sequences, of those that are known, that a piece of SQL names. */
export function tablesIn(sql: string, known: ReadonlySet<string>): string[] {
  const text = sql.replaceAll(/--.*/g, ' ');
  const named = [
    ...text.matchAll(/\b(?:from|join|into|update|using|only|copy)\s+([a-z_]+)\b/gi),
    ...text.matchAll(/^\s*([a-z_]+)(?=\s|$)/gi),
    ...text.matchAll(/\b(?:nextval|currval|setval)\('([a-z_]+)'/gi),
  ].map((found) => found[1]!);
  return [...new Set(named)].filter((name) => known.has(name));
}

/** Reads texts only; comments and regular expressions are passed over. */
function literalsOf(source: string): Literal[] {
  const literals: Literal[] = [];
  let at = 0;

  function readCode(until: string): void {
    let depth = 0;
    while (at < source.length) {
      const char = source[at]!;
      if (source.startsWith('//', at)) at = indexAfter('\n');
      else if (source.startsWith('/*', at)) at = indexAfter('*/');
      else if (char === '/' && beginsRegExp()) readRegExp();
      else if (char === "'" || char === '"') readQuoted(char);
      else if (char === '`') readTemplate();
      else if (char === until && depth === 0) return;
      else {
        if (char === '{') depth++;
        if (char === '}') depth--;
        at++;
      }
    }
  }

  function indexAfter(end: string): number {
    const found = source.indexOf(end, at + 2);
    return found < 0 ? source.length : found + end.length;
  }

  function beginsRegExp(): boolean {
    return /(?:[(,=:[!&|?{};>]|\breturn|^)\s*$/.test(source.slice(Math.max(0, at - 40), at));
  }

  function readRegExp(): void {
    let inClass = false;
    for (at++; at < source.length; at++) {
      const char = source[at];
      if (char === '\\') at++;
      else if (char === '[') inClass = true;
      else if (char === ']') inClass = false;
      else if (char === '/' && !inClass) break;
    }
    at++;
  }

  function readQuoted(quote: string): void {
    const from = ++at;
    while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
    literals.push({ text: source.slice(from, at), tag: '' });
    at++;
  }

  function readTemplate(): void {
    const tag = /[\w.#]*$/.exec(source.slice(Math.max(0, at - 80), at))![0];
    let text = '';
    at++;
    while (at < source.length && source[at] !== '`') {
      if (source.startsWith('${', at)) {
        at += 2;
        readCode('}');
        text += ' ? ';
        at++;
        continue;
      }
      text += source[at];
      at += source[at] === '\\' ? 2 : 1;
    }
    literals.push({ text, tag });
    at++;
  }

  readCode('');
  return literals;
}
