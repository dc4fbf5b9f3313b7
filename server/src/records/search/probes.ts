import type { CrmSchema, SearchIndex, SearchIndexKind } from '@millrace/core/crm';
import type { Condition, Search } from './condition.ts';
import { ANY_WORD, beginsWord, isWholeKey, valueKey, WORD_KEY_CHARACTERS_MAX } from './keys.ts';
import type { Bind } from './search-sql.ts';
import { choicesIn } from './value-kind.ts';
import type { WordPattern } from './words.ts';

/** A part of search indexes in which every record is that meets a condition. */
export interface Probe {
  readonly indexIds: readonly string[];
  /** Which values, as SQL on the row `v`. */
  valuesSql(bind: Bind): string;
  /** Whether every record in it meets the condition, so that nobody has to look into them; of words only if no value has too many of them. */
  readonly isExact: boolean;
  readonly isOfWords: boolean;
  /** Other values, as SQL on the row `v`, that may stand for any. */
  readonly othersSql?: string;
  /** Whether a record may be in it several times. */
  readonly isRepeated: boolean;
  /** The one value that all have: records are in the order of their ids. */
  readonly isOneValue: boolean;
}

/** An index that a search could have used. */
export interface WantedIndex {
  readonly property: string;
  readonly kind: SearchIndexKind;
}

/** What the indexes of a type offer to searches. */
export interface Offer {
  /** The part that a condition is met in; undefined when none can be, or no index is ready. */
  forCondition(condition: Condition): Probe | undefined;
  /** The parts that the words of a query are found in. */
  forQuery(query: Search['query']): readonly Probe[];
  /** The index in whose order a sort has the records. */
  forSort(sort: Search['sorts'][number]): SearchIndex | undefined;
}

/** The index that would serve a condition. */
export function wantedBy(condition: Condition): WantedIndex | undefined {
  switch (condition.is) {
    case 'known':
      return condition.negated ? undefined : { property: condition.property, kind: 'VALUES' };
    case 'any':
      return condition.negated || isFoundAnyway(condition)
        ? undefined
        : { property: condition.property, kind: 'VALUES' };
    case 'ordered':
    case 'between':
      return condition.property === ID ? undefined : { property: condition.property, kind: 'VALUES' };
    case 'words':
      return condition.negated || !condition.patterns.some(isPrefix)
        ? undefined
        : { property: condition.property, kind: 'WORDS' };
    case 'associated':
      return undefined;
  }
}

const ID = 'hs_object_id';

/** By its id, or by an address of a contact, a record is found without an index of searches. */
export function isFoundAnyway({ property, definition }: Extract<Condition, { is: 'any' }>): boolean {
  return property === ID || (property === 'email' && definition.hasUniqueValue);
}

export function offerOf(schema: CrmSchema, objectTypeId: string): Offer {
  const ready = schema.searchIndexes(objectTypeId).filter(({ state }) => state === 'READY');
  const find = (wanted: WantedIndex | undefined) =>
    wanted && ready.find(({ property, kind }) => property === wanted.property && kind === wanted.kind);
  return {
    forCondition(condition) {
      const index = find(wantedBy(condition));
      return index && probeOf(condition, index);
    },
    forQuery({ patterns, properties }) {
      const indexes = properties.map((property) => find({ property, kind: 'WORDS' }));
      const ids = indexes.flatMap((index) => index?.id ?? []);
      if (ids.length === 0 || ids.length < properties.length) return [];
      return patterns.flatMap((pattern) => wordProbe(ids, pattern, 'BEGINNING') ?? []);
    },
    forSort({ property, kind }) {
      const index = find({ property, kind: 'VALUES' });
      return index && index.compares === kind.compares && !kind.several ? index : undefined;
    },
  };
}

function probeOf(condition: Condition, index: SearchIndex): Probe | undefined {
  const indexIds = [index.id];
  switch (condition.is) {
    case 'known':
      // What spells no number is a value without a key, and so is a text of no choices.
      if (index.compares === 'NUMBER' || index.compares === 'CHOICES') return undefined;
      return { ...RANGE, indexIds, isExact: true, valuesSql: () => 'true' };
    case 'any':
      return condition.kind.compares === index.compares ? anyProbe(condition, index) : undefined;
    case 'ordered': {
      const { kind, order, wanted } = condition;
      if (kind.compares !== index.compares) return undefined;
      const key = valueKey(index.compares, wanted);
      if (key === undefined) return undefined;
      const isExact = isWholeKey(key);
      // The rest of what is cut decides between equal keys.
      const atLeast = isExact ? order : order.length > 1 ? order : `${order}=`;
      return { ...RANGE, indexIds, isExact, valuesSql: (bind) => `v.value ${atLeast} ${bind(key, 'text')}` };
    }
    case 'between': {
      const { kind, low, high } = condition;
      if (kind.compares !== index.compares) return undefined;
      const [from, to] = [valueKey(index.compares, low), valueKey(index.compares, high)];
      if (from === undefined || to === undefined) return undefined;
      const isExact = isWholeKey(from) && isWholeKey(to);
      const valuesSql = (bind: Bind) => `v.value between ${bind(from, 'text')} and ${bind(to, 'text')}`;
      return { ...RANGE, indexIds, isExact, valuesSql };
    }
    case 'words': {
      const [longest] = condition.patterns
        .flatMap((pattern) => wordProbe(indexIds, pattern, 'WHOLE') ?? [])
        .toSorted((a, b) => b.letters - a.letters);
      return longest;
    }
    case 'associated':
      return undefined;
  }
}

const RANGE = { isOfWords: false, isRepeated: false, isOneValue: false } as const;

/** Of values that are several choices at once, one choice is looked for. */
function anyProbe({ wanted, kind }: Extract<Condition, { is: 'any' }>, index: SearchIndex): Probe {
  const choices = wanted.map((value) => (kind.several ? choicesIn(value) : [value]));
  const keys = [...new Set(choices.flatMap(([first = '']) => valueKey(index.compares, first) ?? []))];
  const [only] = keys;
  const isOneValue = keys.length === 1;
  return {
    indexIds: [index.id],
    valuesSql: (bind) =>
      isOneValue ? `v.value = ${bind(only, 'text')}` : `v.value = any(${bind(keys, 'text[]')})`,
    isExact: keys.every(isWholeKey) && choices.every(({ length }) => length === 1),
    isOfWords: false,
    isRepeated: kind.several && !isOneValue,
    isOneValue,
  };
}

/** What a word begins with, as far as its place in a text is known: letters and digits at its beginning, up to the first "*". */
function prefixOf({ word }: WordPattern): string {
  const characters = Array.from(word.split('*')[0]!);
  const start = characters.findIndex(beginsWord);
  return start < 0 ? '' : characters.slice(start, start + WORD_KEY_CHARACTERS_MAX).join('');
}

function isPrefix(pattern: WordPattern): boolean {
  return prefixOf(pattern) !== '';
}

function wordProbe(
  indexIds: readonly string[],
  pattern: WordPattern,
  meant: 'WHOLE' | 'BEGINNING',
): (Probe & { readonly letters: number }) | undefined {
  const prefix = prefixOf(pattern);
  if (prefix === '') return undefined;
  return {
    indexIds,
    letters: prefix.length,
    valuesSql: (bind) =>
      `v.value >= ${bind(prefix, 'text')} and v.value < ${bind(`${prefix}\u{10ffff}`, 'text')}`,
    isExact: meant === 'BEGINNING' && prefix === pattern.word,
    isOfWords: true,
    othersSql: `v.value = '${ANY_WORD}'`,
    isRepeated: true,
    isOneValue: false,
  };
}
