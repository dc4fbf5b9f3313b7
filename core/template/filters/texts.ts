import { FilterError } from '../template-error.ts';
import { escapeHtml, numberOf, Safe, Several, textOf, type Value } from '../value.ts';
import { type Apply, type Filter, needWhole, ONE_BY_ONE, onText, shownValue } from './filter.ts';

/** Items that a text is split into. */
const ITEMS_MAX = 10_000;

/** A property without a value and one with the empty text are the same to a reader. */
export const orDefault: Apply = (value, [other = '']) => (value === null || value === '' ? other : value);

export const TEXT_FILTERS: readonly Filter[] = [
  {
    name: 'capitalize',
    says: 'The first letter in upper case, all others in lower case.',
    apply: onText((text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()),
  },
  {
    name: 'concat',
    args: 'text, …',
    says: 'The text and those of the arguments, one behind the other.',
    apply: (value, args, { budget }) => {
      const texts = [value, ...args].map(textOf);
      budget.spend(texts.reduce((sum, { length }) => sum + length, 0));
      return texts.join('');
    },
  },
  {
    name: 'cut',
    args: 'text',
    says: 'Without every occurrence of a text.',
    apply: onText((text, [cut = '']) => (textOf(cut) === '' ? text : text.replaceAll(textOf(cut), '')), 2),
  },
  {
    name: 'default',
    aliases: ['d'],
    args: 'other',
    says: 'Another value where there is none, or the empty text.',
    apply: orDefault,
  },
  {
    name: 'escape',
    aliases: ['e'],
    says: 'Text that means the same in HTML.',
    apply: (value, _, { budget }) => {
      if (value instanceof Safe) return value;
      budget.spend(textOf(value).length);
      return new Safe(escapeHtml(textOf(value)));
    },
  },
  {
    name: 'first',
    says: 'The first part of what `split` has made; of a text, its first character.',
    apply: (value, _, run) =>
      value instanceof Several ? (value.items[0] ?? null) : onText(firstOf)(value, _, run),
  },
  {
    name: 'join',
    args: 'between = ", "',
    says: 'The parts of what `split` has made as one text.',
    apply: (value, [between = ', '], { budget }) => {
      if (!(value instanceof Several)) return value;
      const glue = textOf(between);
      budget.spend(textOf(value).length + glue.length * value.items.length);
      return value.items.join(glue);
    },
  },
  {
    name: 'last',
    says: 'The last part of what `split` has made; of a text, its last character.',
    apply: (value, _, run) =>
      value instanceof Several
        ? (value.items.at(-1) ?? null)
        : onText((text) => [...text].at(-1) ?? '', ONE_BY_ONE)(value, _, run),
  },
  {
    name: 'length',
    says: 'How many characters, or parts, there are.',
    apply: (value, _, { budget }) => {
      if (value instanceof Several) return value.items.length;
      const text = textOf(value);
      budget.spend(text.length * ONE_BY_ONE);
      return [...text].length;
    },
  },
  { name: 'lower', says: 'In lower case.', apply: onText((text) => text.toLowerCase()) },
  {
    name: 'remove_option',
    args: 'option',
    says: 'The options of a property without one of them: `a;b;c` without `b` is `a;c`.',
    apply: onText((text, [option = '']) => {
      const kept = text.split(';').filter((each) => each !== '' && each !== textOf(option));
      return kept.length === 0 ? null : kept.join(';');
    }, ONE_BY_ONE),
  },
  {
    name: 'replace',
    args: 'old, new, times',
    says: 'Every occurrence of a text (or the first so many) replaced by another.',
    apply: replaced,
  },
  {
    name: 'reverse',
    says: 'The characters, or parts, from the last to the first.',
    apply: (value, _, run) =>
      value instanceof Several
        ? new Several([...value.items].reverse())
        : onText((text) => [...text].reverse().join(''), ONE_BY_ONE)(value, _, run),
  },
  {
    name: 'safe',
    says: 'Text that is HTML already, and is not escaped.',
    apply: (value) => new Safe(textOf(value)),
  },
  {
    name: 'split',
    args: 'between = ","',
    says: 'The parts of a text: `name|split(" ")|first`, or `(name|split(" "))[0]`.',
    apply: split,
  },
  { name: 'string', says: 'The value as text.', apply: (value) => textOf(value) },
  {
    name: 'striptags',
    says: 'Without the tags of HTML.',
    apply: onText((text) => withoutTags(text), ONE_BY_ONE),
  },
  {
    name: 'title',
    says: 'The first letter of each word in upper case, the others in lower case.',
    apply: onText(titled, ONE_BY_ONE),
  },
  { name: 'trim', says: 'Without blanks at both ends.', apply: onText((text) => text.trim()) },
  {
    name: 'truncate',
    args: 'characters = 255, end = "…"',
    says: 'At most so many characters; a longer text ends with the given one.',
    apply: truncated,
  },
  {
    name: 'unique',
    says: 'Each part of what `split` has made once; of the options of a property, each once.',
    apply: (value, _, run) =>
      value instanceof Several
        ? new Several([...new Set(value.items)])
        : onText((text) => [...new Set(text.split(';'))].join(';'), ONE_BY_ONE)(value, _, run),
  },
  { name: 'upper', says: 'In upper case.', apply: onText((text) => text.toUpperCase()) },
  {
    name: 'urlencode',
    says: 'As part of a URL.',
    apply: onText((text) => encodeURIComponent(text.toWellFormed()), ONE_BY_ONE),
  },
  {
    name: 'wordcount',
    says: 'How many words there are.',
    apply: onText((text) => text.split(/\s+/).filter((word) => word !== '').length, ONE_BY_ONE),
  },
];

function firstOf(text: string): string {
  const first = text.codePointAt(0);
  return first === undefined ? '' : String.fromCodePoint(first);
}

function replaced(
  value: Value,
  [old = '', by = '', times = null]: readonly Value[],
  { budget }: Parameters<Apply>[2],
): Value {
  if (value === null) return null;
  const [text, sought, other] = [textOf(value), textOf(old), textOf(by)];
  if (sought === '') return text;
  budget.spend(text.length + sought.length);
  const most = times === null ? Number.POSITIVE_INFINITY : needWhole('replace', times, [0, 1_000_000]);
  const parts = text.split(sought);
  const done = Math.min(parts.length - 1, most);
  // What comes of it is paid for before it is made: many short texts may become long ones.
  budget.spend(text.length + done * other.length);
  const kept = parts.slice(done).join(sought);
  return done === 0 ? text : [...parts.slice(0, done), kept].join(other);
}

function split(value: Value, [between = ',']: readonly Value[], { budget }: Parameters<Apply>[2]): Value {
  if (value === null) return null;
  const [text, glue] = [textOf(value), textOf(between)];
  budget.spend(text.length * ONE_BY_ONE);
  const items = glue === '' ? [...text] : text.split(glue, ITEMS_MAX + 1);
  if (items.length > ITEMS_MAX)
    throw new FilterError(`split makes more than ${ITEMS_MAX} parts of ${shownValue(value)}`);
  return new Several(items);
}

/** What stands between `<` and `>`; a sign that is not closed is text. */
function withoutTags(text: string): string {
  let kept = '';
  let at = 0;
  for (let from = text.indexOf('<'); from >= 0; from = text.indexOf('<', at)) {
    const end = text.indexOf('>', from);
    if (end < 0) break;
    kept += text.slice(at, from);
    at = end + 1;
  }
  return kept + text.slice(at);
}

/** A word begins the text, or follows a space or hyphen. */
function titled(text: string): string {
  return text
    .toLowerCase()
    .split(/(?<=[\s-])/)
    .map((word) => {
      const letter = firstOf(word);
      return letter.toUpperCase() + word.slice(letter.length);
    })
    .join('');
}

function truncated(
  value: Value,
  [most = 255, end = '…']: readonly Value[],
  { budget }: Parameters<Apply>[2],
): Value {
  const text = textOf(value);
  budget.spend(text.length * ONE_BY_ONE);
  const characters = [...text];
  const length = numberOf(most) ?? 0;
  if (characters.length <= length) return text;
  const tail = [...textOf(end)];
  return [...characters.slice(0, Math.max(0, length - tail.length)), ...tail].join('');
}
