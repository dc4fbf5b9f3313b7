import { type Part, type Tense, text } from '../../sentence/index.ts';
import { OR_NO_VALUE } from './wording-of.ts';

/** How a clause becomes a demand: that it were so, or that it were no longer so. */
export interface Mood {
  readonly to: 'MET' | 'NOT_MET';
  /** The verb is asked of a property without a value, which satisfies no such demand. */
  readonly isWithoutValue: boolean;
  /** A record without a value meets it, too: the clause ends with that, and no value is not its opposite. */
  readonly includesNone: boolean;
  readonly tense: Tense;
}

/** A verb, what it is after "would have to" where it is to hold, and where it is to hold no longer. */
interface Verb {
  readonly at: RegExp;
  readonly met: string;
  readonly notMet: string;
  /** It denies something: of a property without a value it may be true, and is not counted so. */
  readonly denies?: true;
}

/** The longer ones first. Every operator and every filter says one of them: their cases are held to it. */
const VERBS: readonly Verb[] = [
  verb('is not', 'no longer be', 'be', true),
  verb('is none of', 'be none of', 'be any of', true),
  verb('is unknown', 'be unknown', 'be known'),
  verb('is known', 'be known', 'be unknown'),
  verb('is', 'be', 'no longer be'),
  verb('was (?=less|more)', 'be ', 'no longer be '),
  verb('was not', 'not have been', 'have been'),
  verb('was', 'have been', 'not have been'),
  verb('has ever', 'have', 'never have'),
  verb('has never', 'never have', 'have', true),
  verb('has not', 'not have', 'have'),
  verb('has no', 'have no', 'have some'),
  verb('has', 'have', 'no longer have'),
  verb('contains none of', 'contain none of', 'contain any of', true),
  verb('contains exactly none of', 'contain exactly none of', 'contain exactly any of', true),
  verb('contains', 'contain', 'no longer contain'),
  verb('does not contain', 'no longer contain', 'contain', true),
  verb('starts with', 'start with', 'no longer start with'),
  verb('ends with', 'end with', 'no longer end with'),
  verb('matches', 'match', 'no longer match'),
  verb('does not match', 'no longer match', 'match', true),
  verb('did not come', 'not have come', 'have come'),
  verb('came', 'have come', 'not have come'),
];

function verb(words: string, met: string, notMet: string, denies?: true): Verb {
  return { at: new RegExp(`^${words}(?= |$|(?<= ))`), met, notMet, ...(denies ? { denies } : {}) };
}

/**
 * `Lifecycle stage is Customer` as `Lifecycle stage would have to be Customer`. `subject` are the words for the record, as `the contact`; null for
 * a clause without such a verb.
 */
export function wouldHaveTo(clause: readonly Part[], subject: string, mood: Mood): Part[] | null {
  for (const [index, part] of clause.entries()) {
    if (!('text' in part)) continue;
    const begin = beginOf(part.text, subject);
    const rest = part.text.slice(begin.length);
    const found = VERBS.find(({ at }) => at.test(rest));
    if (!found) continue;
    const words = `${begin}${demanded(found, mood)}${rest.replace(found.at, '')}`;
    const said = [...clause.slice(0, index), { ...part, text: text(words).text }, ...clause.slice(index + 1)];
    return mood.includesNone ? withNone(said, mood.to) : said;
  }
  return null;
}

function withNone(said: readonly Part[], to: Mood['to']): Part[] {
  return said.flatMap((part) => {
    if (!('text' in part) || !part.text.endsWith(OR_NO_VALUE)) return [part];
    const before = part.text.slice(0, -OR_NO_VALUE.length);
    return [text(to === 'MET' ? `${before} (or have no value)` : before)];
  });
}

/** What stands before the verb: the record, or the space behind a property. */
function beginOf(words: string, subject: string): string {
  const at = words.toLowerCase().indexOf(`${subject.toLowerCase()} `);
  if (at >= 0) return words.slice(0, at + subject.length + 1);
  return words.startsWith(' ') ? ' ' : '';
}

function demanded({ met, notMet, denies }: Verb, { to, isWithoutValue, includesNone, tense }: Mood): string {
  const demand = tense === 'PAST' ? 'would have had to' : 'would have to';
  if (to === 'NOT_MET') {
    if (!includesNone || denies) return `${demand} ${notMet}`;
    if (isWithoutValue) return `${demand} have a value and ${notMet.replace('no longer', 'not')}`;
    return `${demand} keep a value and ${notMet}`;
  }
  if (!denies || !isWithoutValue) return `${demand} ${met}`;
  return `${demand} have a value and ${met.replace('no longer', 'not')}`;
}
