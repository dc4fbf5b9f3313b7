import type { Range, Syntax } from './syntax.ts';

/** The pattern as PostgreSQL's `~` reads it under the collation "C". */
export function patternSql(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'SET':
      return setSql(syntax.ranges, syntax.negated);
    case 'BEGIN':
      return '^';
    case 'END':
      return '$';
    case 'SEQUENCE':
      return syntax.parts.map(itemSql).join('') || '(?:)';
    case 'CHOICE':
      return syntax.parts.map(patternSql).join('|');
    case 'REPEAT':
      return repeatSql(itemSql(syntax.part), syntax.least, syntax.most);
  }
}

/** A part of a sequence or of a repetition. */
function itemSql(syntax: Syntax): string {
  const sql = patternSql(syntax);
  return syntax.kind === 'SEQUENCE' || syntax.kind === 'CHOICE' ? `(?:${sql})` : sql;
}

/** PostgreSQL's bound on counted repetition; more is written one after another. */
const MAX_REPETITIONS = 255;

function repeatSql(item: string, least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) {
    if (least < 2) return `${item}${least === 0 ? '*' : '+'}`;
    return `(?:${counted(item, least, (count) => `{${count}}`)}${item}*)`;
  }
  if (most === 0) return '(?:)';
  const required = counted(item, least, (count) => `{${count}}`);
  return `(?:${required}${counted(item, most - least, (count) => `{0,${count}}`)})`;
}

function counted(item: string, count: number, quantifier: (count: number) => string): string {
  const whole = item + quantifier(MAX_REPETITIONS);
  const rest = count % MAX_REPETITIONS;
  return whole.repeat(Math.floor(count / MAX_REPETITIONS)) + (rest > 0 ? item + quantifier(rest) : '');
}

function setSql(ranges: readonly Range[], negated: boolean): string {
  const [first] = ranges;
  if (!first) return '.';
  if (!negated && ranges.length === 1 && first[0] === first[1]) {
    const character = String.fromCodePoint(first[0]);
    return /[\\^$.*+?()[\]{}|]/.test(character) ? `\\${character}` : character;
  }
  return `[${negated ? '^' : ''}${ranges.map(rangeSql).join('')}]`;
}

function rangeSql([from, to]: Range): string {
  const character = (code: number) => {
    const text = String.fromCodePoint(code);
    return /[\\\]^[-]/.test(text) ? `\\${text}` : text;
  };
  if (to - from < 3)
    return Array.from({ length: to - from + 1 }, (_, step) => character(from + step)).join('');
  return `${character(from)}-${character(to)}`;
}
