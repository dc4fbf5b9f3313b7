/**
 * Regular expressions that mean the same in memory and to PostgreSQL: literals, `.`, classes, \d \w \s and their opposites (of
 * ASCII), groups, alternation, ^ and $, and quantifiers. Constructs that need more than one reading of the text (look-around, back
 * references), or that engines read differently (\b, \p), are refused. Both back ends run patterns as automata, which never
 * backtrack. JavaScript's own regular expressions do, and never run a user's pattern.
 */
import type { Effort } from '../effort.ts';
import type { Fault } from '../leaf.ts';
import { automatonOf } from './automaton.ts';
import { PATTERN_TOO_LARGE, readPattern } from './read-pattern.ts';
import { searcher } from './search.ts';
import { patternSql } from './to-sql.ts';

export interface Pattern {
  /** Whether it is found anywhere in the text. */
  test(text: string, effort: Effort): boolean;
  /** The same for PostgreSQL's `~`. */
  readonly sql: string;
}

/** NO_CASE: the pattern is for folded text. */
export function patternOf(source: string, mode: 'CASE' | 'NO_CASE'): Pattern | Fault {
  const syntax = readPattern(source, mode);
  if ('fault' in syntax) return syntax;
  let search: ReturnType<typeof searcher> | undefined;
  return {
    // SQL alone, or nothing, reads most compiled patterns.
    test(text, effort) {
      search ??= searcher(automatonOf(syntax));
      return search(text, effort);
    },
    sql: patternSql(syntax),
  };
}

/** Why a pattern is too large to run; null when it is not, though it may be refused otherwise. */
export function patternTooLarge(source: string): string | null {
  const syntax = readPattern(source, 'CASE');
  return 'fault' in syntax && syntax.fault === PATTERN_TOO_LARGE ? syntax.message : null;
}
