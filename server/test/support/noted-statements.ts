import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, sourcesBelow } from './sources.ts';
import { sqlIn } from './sql-in-source.ts';

/** Distinct statements that the databases of this process's tests were asked, in the order in which they came. */
const noted = new Set<string>();

/** Takes a statement down. */
export function noteStatement(statement: string): void {
  noted.add(statement);
}

/** Those of the server that were taken down after the first so many, and how many there are in all; what tests ask by themselves is left out. */
export function serverStatements(after: number): { readonly statements: string[]; readonly count: number } {
  const all = [...noted];
  return { statements: all.slice(after).filter(isOfServer), count: all.length };
}

/** The constant pieces of each SQL in the sources, by its opening word. */
let pieces: ReadonlyMap<string, readonly (readonly string[])[]> | undefined;

function isOfServer(statement: string): boolean {
  pieces ??= Map.groupBy(piecesOfSources(), ([opening]) => wordOf(opening!));
  const text = oneLine(statement);
  return (pieces.get(wordOf(text)) ?? []).some((each) => {
    // Without a value it is whole, or begins one that is put together.
    if (each.length === 1) return text === each[0];
    let at = 0;
    return each.every((piece, place) => {
      const found = text.indexOf(piece, at);
      at = found + piece.length;
      return place === 0 ? found === 0 : found >= 0;
    });
  });
}

/** What `sqlIn` leaves of a value. */
const HOLE = /(?:^|\s)\?(?:\s|$)/;

/** Pieces that are shorter in all say nothing. */
const CHARACTERS_MIN = 20;

/** The constant pieces of each SQL in the sources that begins with one. */
export function piecesOfSources(): string[][] {
  const sources = sourcesBelow(path.join(ROOT, 'server/src')).map((file) => readFileSync(file, 'utf8'));
  return sources
    .flatMap((source) => sqlIn(source).map((sql) => oneLine(sql).split(HOLE).map(oneLine)))
    .filter((all) => all[0] !== '' && all.join('').length >= CHARACTERS_MIN);
}

function wordOf(text: string): string {
  return /^\w*/.exec(text)![0];
}

/** As it is compared: blanks are one. */
export function oneLine(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim();
}
