import { FilterError } from '../template-error.ts';
import { numberOf, textOf, type Value } from '../value.ts';
import { type Filter, needNumber, needWhole, onNumber, shownValue } from './filter.ts';
import { localeOf, numberFormat } from './formats.ts';

/** Digits behind the point. */
const PRECISION_MAX = 15;

export const NUMBER_FILTERS: readonly Filter[] = [
  { name: 'abs', says: 'The number without its sign.', apply: onNumber('abs', Math.abs) },
  {
    name: 'add',
    args: 'number',
    says: 'The sum of two numbers.',
    apply: onNumber('add', (number, [other = 0]) => number + needNumber('add', other)),
  },
  { name: 'ceil', says: 'The next whole number that is not less.', apply: onNumber('ceil', Math.ceil) },
  {
    name: 'divide',
    args: 'number',
    says: 'The number divided by another. Nothing is divided by 0.',
    apply: onNumber('divide', (number, [other = 1]) => number / needNumber('divide', other)),
  },
  {
    name: 'divisible',
    aliases: ['divisibleby'],
    args: 'number',
    says: 'Whether another number divides it.',
    apply: (value, [other = 1]) =>
      value === null ? null : needNumber('divisible', value) % needNumber('divisible', other) === 0,
  },
  {
    name: 'float',
    says: 'The value as a number; 0 when it is none.',
    apply: (value) => numberOf(value) ?? 0,
  },
  { name: 'floor', says: 'The next whole number that is not more.', apply: onNumber('floor', Math.floor) },
  {
    name: 'format_currency',
    aliases: ['format_currency_value'],
    args: 'locale, currency = "USD"',
    says: 'An amount of money as it is written in a locale.',
    apply: (value, [locale = null, currency = 'USD'], run) => {
      if (value === null) return null;
      run.budget.spend(FORMATTING);
      const number = needNumber('format_currency', value);
      const code = textOf(currency).toUpperCase();
      if (!/^[A-Z]{3}$/.test(code))
        throw new FilterError(`format_currency takes a code such as "EUR", not ${shownValue(currency)}`);
      return numberFormat(localeOf(locale, run), { style: 'currency', currency: code }).format(number);
    },
  },
  {
    name: 'format_number',
    args: 'locale, digits',
    says: 'A number as it is written in a locale, with at most so many digits behind the point.',
    apply: (value, [locale = null, digits = null], run) => {
      if (value === null) return null;
      run.budget.spend(FORMATTING);
      const number = needNumber('format_number', value);
      const maximumFractionDigits =
        digits === null ? PRECISION_MAX : needWhole('format_number', digits, [0, PRECISION_MAX]);
      return numberFormat(localeOf(locale, run), { maximumFractionDigits }).format(number);
    },
  },
  {
    name: 'int',
    says: 'The value as a whole number; 0 when it is none.',
    apply: (value) => Math.trunc(numberOf(value) ?? 0),
  },
  {
    name: 'log',
    args: 'base',
    says: 'The logarithm, without a base the natural one.',
    apply: onNumber('log', (number, [base]) =>
      base === undefined ? Math.log(number) : Math.log(number) / Math.log(needNumber('log', base)),
    ),
  },
  {
    name: 'multiply',
    args: 'number',
    says: 'The product of two numbers.',
    apply: onNumber('multiply', (number, [other = 1]) => number * needNumber('multiply', other)),
  },
  {
    name: 'root',
    args: 'degree = 2',
    says: 'The square root, or the root of another degree.',
    apply: onNumber('root', (number, [degree = 2]) => number ** (1 / needNumber('root', degree))),
  },
  {
    name: 'round',
    args: 'precision = 0, method = "common"',
    says: 'Rounded to so many digits behind the point: `common`, `ceil` (up) or `floor` (down).',
    apply: onNumber('round', rounded),
  },
  {
    name: 'subtract',
    args: 'number',
    says: 'The difference of two numbers.',
    apply: onNumber('subtract', (number, [other = 0]) => number - needNumber('subtract', other)),
  },
];

/** Operations of writing one number or date in a locale. */
export const FORMATTING = 1_000;

const METHODS: Readonly<Record<string, (number: number) => number>> = {
  common: (number) => Math.sign(number) * Math.round(Math.abs(number)),
  ceil: Math.ceil,
  floor: Math.floor,
};

function rounded(number: number, [precision = 0, method = 'common']: readonly Value[]): number {
  const digits = needWhole('round', precision, [-PRECISION_MAX, PRECISION_MAX]);
  const name = textOf(method);
  const round = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!round)
    throw new FilterError(`round knows ${Object.keys(METHODS).join(', ')}, not ${shownValue(method)}`);
  // Shifted as decimals: 1.005 * 100 is less than 100.5.
  return shifted(round(shifted(number, digits)), -digits);
}

function shifted(number: number, digits: number): number {
  const [mantissa, exponent = '0'] = String(number).split('e') as [string, string?];
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}
