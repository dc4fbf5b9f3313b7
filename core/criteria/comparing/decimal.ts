/**
 * Numbers as text, compared exactly as decimals: 9007199254740993 is not 9007199254740992, and 1 is 1.0.
 * Text that does not spell a number is no value.
 */

/** The spelling of a number, for both back ends; each digit reads in one way only, so that no text is read twice. */
const NUMBER = '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$';
const NUMBER_PATTERN = new RegExp(NUMBER);

/** Decimals of up to this many characters are equal exactly when their doubles are. */
const EXACT_CHARACTERS = 15;

export function numberSql(expression: string): string {
  return `(case when ${expression} ~ '${NUMBER}' then (${expression})::numeric end)`;
}

/** Compares a text with a wanted number: below zero, zero, above zero; NaN when the text spells no number. */
export function comparedTo(wanted: string): (value: string) => number {
  const number = Number(wanted);
  const short = wanted.length <= EXACT_CHARACTERS;
  return (value) => {
    if (!spellsNumber(value)) return Number.NaN;
    const found = Number(value);
    if (found !== number) return found < number ? -1 : 1;
    return short && value.length <= EXACT_CHARACTERS ? 0 : compareExactly(value, wanted);
  };
}

/** The same for two texts. */
export function compareNumbers(a: string, b: string): number {
  if (!spellsNumber(a) || !spellsNumber(b)) return Number.NaN;
  const first = Number(a);
  const second = Number(b);
  if (first !== second) return first < second ? -1 : 1;
  return a.length <= EXACT_CHARACTERS && b.length <= EXACT_CHARACTERS ? 0 : compareExactly(a, b);
}

/**
 * A text whose bytes stand in the order of the numbers that texts spell: the sign, the exponent, the digits; of numbers below zero all turned
 * round. Undefined for a text that spells none. Numbers are equal exactly when their texts are.
 */
export function orderedKey(text: string): string | undefined {
  if (!spellsNumber(text)) return undefined;
  const { sign, digits, exponent } = decimalOf(text);
  if (sign === 0) return '1';
  const places = String(exponent + EXPONENT_BIAS).padStart(6, '0');
  return sign > 0 ? `2${places}${digits}` : `0${turnedRound(places + digits)}:`;
}

/** More than the digits of any text that is kept, so that no exponent is below zero. */
const EXPONENT_BIAS = 500_000;

/** Each digit as what it lacks to nine; ":" comes after every digit. */
function turnedRound(digits: string): string {
  return digits.replace(/\d/g, (digit) => String(9 - Number(digit)));
}

/** The canonical form (digits, one point) is recognised without a regular expression: this is the hot path. */
function spellsNumber(text: string): boolean {
  const length = text.length;
  let index = text.charCodeAt(0) === 45 ? 1 : 0;
  let digits = 0;
  let points = 0;
  for (; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) digits++;
    else if (code === 46) points++;
    else return NUMBER_PATTERN.test(text);
  }
  return digits > 0 && points <= 1;
}

function compareExactly(a: string, b: string): number {
  const first = decimalOf(a);
  const second = decimalOf(b);
  if (first.sign !== second.sign) return first.sign - second.sign;
  if (first.sign === 0) return 0;
  if (first.exponent !== second.exponent) return first.exponent > second.exponent ? first.sign : -first.sign;
  if (first.digits === second.digits) return 0;
  return first.digits > second.digits ? first.sign : -first.sign;
}

/** Digits without zeros at either end, read as 0.digits × 10^exponent. */
function decimalOf(text: string): { sign: number; digits: string; exponent: number } {
  const match = /^([+-]?)([0-9]*)[.]?([0-9]*)(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = match ?? [];
  const all = whole + fraction;
  let leading = 0;
  while (all[leading] === '0') leading++;
  let end = all.length;
  while (end > leading && all[end - 1] === '0') end--;
  const digits = all.slice(leading, end);
  if (digits === '') return { sign: 0, digits: '', exponent: 0 };
  return { sign: sign === '-' ? -1 : 1, digits, exponent: whole.length - leading + Number(power) };
}
