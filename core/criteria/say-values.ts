import {
  type Given,
  listOf,
  missing,
  or,
  type Part,
  propertyPart,
  text,
  textOf,
  textsOf,
  thing,
  valuePart,
} from '../sentence/index.ts';
import type { PropertyWording } from './wording.ts';

/** The one value of an operation; some spell it `value`, some `values`. */
export function theValue({ value, values }: Given, { words, names }: PropertyWording): Part {
  const given = textOf(value) ?? textOf(listOf(values)[0]);
  if (given === undefined) return missing('no value chosen');
  return given === '' ? thing('value', '', 'empty') : valuePart(given, words, names);
}

/** The values of an operation, each a part. */
export function theValues({ value, values }: Given, { words, names }: PropertyWording): Part[] {
  const given = textsOf(values ?? value);
  if (given.length === 0) return [missing('no values chosen')];
  return given.map((each) => (each === '' ? thing('value', '', 'empty') : valuePart(each, words, names)));
}

/** `is lead`, `is any of lead or customer`: one value needs no word for several. */
export function oneOrSeveral(values: readonly Part[], one: string, several: string): Part[] {
  return [text(` ${values.length === 1 ? one : several} `), ...or(values.map((value) => [value]))];
}

/** The property that another is compared with. */
export function theOther(
  { comparisonPropertyName, defaultComparisonValue }: Given,
  wording: PropertyWording,
): Part[] {
  const other = propertyPart(wording.bearer, comparisonPropertyName, wording.names);
  const fallback = textOf(defaultComparisonValue);
  if (fallback === undefined || fallback === '') return [other];
  return [
    other,
    text(' (or '),
    valuePart(fallback, wording.words, wording.names),
    text(' where that is empty)'),
  ];
}
