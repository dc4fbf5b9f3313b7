import { describe, expect, test } from 'vitest';
import { Budget } from '../budget.ts';
import { readTemplate } from '../index.ts';
import { FilterError, TemplateError } from '../template-error.ts';
import { FILTER_LIST, FILTERS } from './index.ts';

const VALUES: Readonly<Record<string, string>> = {
  name: 'ada KING lovelace',
  likes: 'sour;sweet;salt',
  amount: '1234.5',
  day: '2026-03-01',
  at: '2026-03-01T22:30:05.250Z',
  small: '-2.5',
  html: '<b>Ada</b> & <i>x',
  big: '1.005',
};

function rendered(template: string): string {
  const rendering = {
    valueAt: ([, name]: readonly string[]) => (name === undefined ? null : (VALUES[name] ?? null)),
    budget: new Budget(),
    place: { timeZone: 'Europe/Berlin', locale: 'en-US' },
  };
  return readTemplate(template).render(rendering, 'text').replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ');
}

/** What filters make of values: an expression and its text. At least one for each. */
const CASES: readonly (readonly [expression: string, text: string])[] = [
  ['c.small|abs', '2.5'],
  ['c.amount|add(0.1)', '1234.6'],
  ['0.1|add(0.2)', '0.3'],
  ['c.day|between_times("2026-03-11")', '10'],
  ['c.at|between_times("2026-03-01T21:00:00Z", "minutes")', '90'],
  ['c.name|capitalize', 'Ada king lovelace'],
  ['c.small|ceil', '-2'],
  ['concat(c.likes, "!", 5)', 'sour;sweet;salt!5'],
  ['c.name|cut("KING ")', 'ada lovelace'],
  ['c.at|datetimeformat("%d.%m.%Y %H:%M %A %-e")', '01.03.2026 23:30 Sunday 1'],
  ['c.at|datetimeformat("%B %Y", "UTC", "de")', 'März 2026'],
  ['c.none|default("there")', 'there'],
  ['c.amount|divide(2)', '617.25'],
  ['4|divisible(2)', 'true'],
  ['c.html|escape', '&lt;b&gt;Ada&lt;/b&gt; &amp; &lt;i&gt;x'],
  ['c.name|split(" ")|first', 'ada'],
  ['(c.name|split(" "))[1]', 'KING'],
  ['"12x"|float', '0'],
  ['c.small|floor', '-3'],
  ['c.amount|format_currency("de-DE", "EUR")', '1.234,50 €'],
  ['c.day|format_date("long")', 'March 1, 2026'],
  ['c.at|format_date("dd.MM.yyyy")', '01.03.2026'],
  ["c.at|format_date(\"EEEE, d MMMM yyyy 'at' HH:mm:ss\", 'UTC')", 'Sunday, 1 March 2026 at 22:30:05'],
  ['c.at|format_datetime("short", "UTC", "en_GB")', '01/03/2026, 22:30'],
  ['c.amount|format_number("fr", 1)', '1 234,5'],
  ['c.at|format_time("short")', '11:30 PM'],
  ['"7.9"|int', '7'],
  ['c.likes|split(";")|join(" and ")', 'sour and sweet and salt'],
  ['c.name|split(" ")|last', 'lovelace'],
  ['c.likes|split(";")|length', '3'],
  ['8|log(2)', '3'],
  ['c.name|lower', 'ada king lovelace'],
  ['c.day|minus_time(1)', '2026-02-28'],
  ['c.amount|multiply(2)', '2469'],
  ['c.at|plus_time(1, "month")', '2026-04-01T21:30:05.250Z'],
  ['c.day|plus_time(3, "hours")', '2026-03-01T03:00:00.000Z'],
  ['c.likes|remove_option("sweet")', 'sour;salt'],
  ['c.name|replace("a", "4", 1)', '4da KING lovelace'],
  ['c.likes|replace(";", ", ")', 'sour, sweet, salt'],
  ['"abc"|reverse', 'cba'],
  ['9|root', '3'],
  ['c.big|round(2)', '1.01'],
  ['2.1|round(0, "ceil")', '3'],
  ['c.html|safe', '<b>Ada</b> & <i>x'],
  ['c.none|string', ''],
  ['c.html|striptags', 'Ada & x'],
  ['5|subtract(7)', '-2'],
  ['upper(c.name|trim)', 'ADA KING LOVELACE'],
  ['c.name|title', 'Ada King Lovelace'],
  ['"abcdef"|truncate(4, "..")', 'ab..'],
  ['"a;b;a"|unique', 'a;b'],
  ['c.day|unixtimestamp', '1772323200000'],
  ['"a b"|urlencode', 'a%20b'],
  ['c.name|wordcount', '3'],
  ['c.none|add(1)', ''],
  ['c.none|plus_time(1)', ''],
];

test.each(CASES)('%s', (expression, text) => expect(rendered(`{{ ${expression} }}`)).toBe(text));

test('each filter has a case', () => {
  const said = CASES.map(([expression]) => expression).join(' ');
  expect(FILTER_LIST.filter(({ name }) => !said.includes(name)).map(({ name }) => name)).toEqual([]);
  expect(FILTERS.get('constructor')).toBeUndefined();
});

describe('what a filter can do nothing with is an error that says so', () => {
  test.each([
    ['c.name|add(1)', 'add takes numbers, not "ada KING lovelace"'],
    ['1|divide(0)', 'divide has no result for "1"'],
    ['c.name|format_date', 'format_date takes a date'],
    ['c.day|format_date("short", "Mars")', '"Mars" is no time zone'],
    ['c.day|format_date("short", "UTC", "no locale")', '"no locale" is no locale'],
    ['c.day|format_date("tiny")', 'format_date knows short, medium, long, full'],
    ['c.day|plus_time(1, "fortnight")', 'plus_time knows milliseconds, seconds'],
    ['c.day|plus_time(1.5)', 'plus_time takes a whole number'],
    ['1|round(99)', 'round takes a whole number from -15 to 15'],
    ['1|round(0, "constructor")', 'round knows common, ceil, floor, not "constructor"'],
    ['1|format_currency("en", "euro")', 'format_currency takes a code such as "EUR", not "euro"'],
  ])('%s', (expression, message) => {
    expect(() => rendered(`{{ ${expression} }}`)).toThrow(message);
    expect(() => rendered(`{{ ${expression} }}`)).toThrow(FilterError);
  });
});

test('no filter makes a text grow without being paid for', () => {
  const doubled = `c.name${'|replace("a", "aaaaaaaaaa")'.repeat(40)}`;
  expect(() => rendered(`{{ ${doubled} }}`)).toThrow(TemplateError);
  const joined = `("${'x '.repeat(400)}"|split(" ")|join("${'y'.repeat(9_000)}"))`;
  expect(() => rendered(`{{ ${joined} }}`)).toThrow(TemplateError);
});
