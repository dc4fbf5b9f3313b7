import * as z from 'zod';
import { fold, foldSql } from '../comparing/fold.ts';
import { valueLeaf } from '../leaves/value-leaf.ts';
import { MAX_PATTERN_LENGTH } from '../limits.ts';
import { bool, text } from '../members.ts';
import { patternOf } from '../pattern/index.ts';
import { sayRegex } from './regex.say.ts';
import { operationKind, TEXT_TYPES } from './shape.ts';

/** A regular expression found anywhere in the text (anchor it with ^ and $). */
export const regex = operationKind({
  names: ['REGEX', 'regex'],
  operators: ['MATCHES_REGEX', 'DOES_NOT_MATCH_REGEX'],
  fits: TEXT_TYPES,
  members: {
    pattern: text.pipe(z.string().min(1).max(MAX_PATTERN_LENGTH)),
    caseSensitive: bool.nullish().transform((flag) => flag ?? false),
  },
  compile({ operator, pattern: source, caseSensitive, includeObjectsWithNoValueSet: none }, site) {
    const pattern = patternOf(source, caseSensitive ? 'CASE' : 'NO_CASE');
    if ('fault' in pattern) return pattern;
    site.looksForInSql(source);
    const matches = operator === 'MATCHES_REGEX';
    return valueLeaf(
      site,
      none,
      (value) => pattern.test(caseSensitive ? value : fold(value), site.effort) === matches,
      (value, param) => {
        const found = caseSensitive ? `(${value}) collate "C"` : `${foldSql(value)} collate "C"`;
        return `${found} ${matches ? '~' : '!~'} ${param(pattern.sql, 'text')}`;
      },
    );
  },
  say: sayRegex,
  cases: [
    {
      says: 'found anywhere',
      sentence: 'Value matches the pattern /\\d{4}/',
      type: 'string',
      value: 'order 4711!',
      operation: { operator: 'MATCHES_REGEX', pattern: '\\d{4}' },
      met: true,
    },
    {
      says: 'anchored',
      type: 'string',
      value: 'order 4711',
      operation: { operator: 'MATCHES_REGEX', pattern: '^\\d+$' },
      met: false,
    },
    {
      says: 'without regard to case',
      type: 'string',
      value: 'VP Sales',
      operation: { operator: 'MATCHES_REGEX', pattern: '^(vp|HEAD)\\s' },
      met: true,
    },
    {
      says: 'with regard to case',
      type: 'string',
      value: 'vp sales',
      operation: { operator: 'MATCHES_REGEX', pattern: '^VP', caseSensitive: true },
      met: false,
    },
    {
      says: 'a class of letters has no case either',
      type: 'string',
      value: 'abc',
      operation: { operator: 'MATCHES_REGEX', pattern: '^[A-Z]+$' },
      met: true,
    },
    {
      says: 'a point is any character, also a line end',
      type: 'string',
      value: 'a\nb',
      operation: { operator: 'MATCHES_REGEX', pattern: '^a.b$' },
      met: true,
    },
    {
      says: 'letters and digits are those of ASCII',
      type: 'string',
      value: 'é',
      operation: { operator: 'MATCHES_REGEX', pattern: '^\\W$' },
      met: true,
    },
    {
      says: 'one character may be more than one unit',
      type: 'string',
      value: '😀',
      operation: { operator: 'MATCHES_REGEX', pattern: '^.$' },
      met: true,
    },
    {
      says: 'not found',
      sentence: 'Value does not match the pattern /x|y/',
      type: 'string',
      value: 'abc',
      operation: { operator: 'DOES_NOT_MATCH_REGEX', pattern: 'x|y' },
      met: true,
    },
    {
      says: 'no value',
      type: 'string',
      value: null,
      operation: { operator: 'DOES_NOT_MATCH_REGEX', pattern: 'x' },
      met: false,
    },
  ],
});
