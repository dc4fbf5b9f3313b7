/** Reads and writes members of parts of criteria as fields show them. What a field did not change is written as it was. */
import {
  getIn,
  isObject,
  isRawNumber,
  parseRaw,
  type Raw,
  type RawObject,
  setIn,
  textAt,
} from '@millrace/core/raw';
import type { FormField, Variant, VariantTable } from './form.ts';

/** The member as it is spelled there. */
export function spelledMember(raw: Raw | undefined, { member, spellings = [] }: FormField): string {
  return [member, ...spellings].find((name) => getIn(raw, [name]) !== undefined) ?? member;
}

/** With one member set; undefined takes it out. */
export function withMember(raw: RawObject, member: string, value: Raw | undefined): RawObject {
  return setIn(raw, [member], value);
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A number with the digits that were typed; what is none stays a text, and the server says what is wrong with it. */
export function numberFrom(text: string): Raw {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? parseRaw(trimmed) : text;
}

/** What was typed, as a value of the kind that stood there: a number stays a number where it still is one. */
export function typedLike(was: Raw | undefined, text: string): Raw {
  if (was !== undefined && textAt(was) === text) return was;
  return typeof was === 'number' || isRawNumber(was) ? numberFrom(text) : text;
}

/** The same texts as the same items; new ones as texts. */
export function itemsLike(was: readonly Raw[], texts: readonly string[]): readonly Raw[] {
  return texts.map((text) => was.find((item) => textAt(item) === text) ?? text);
}

/** Whether a value is what the field can show; what it cannot is shown as JSON. */
export function canShow(field: FormField, raw: Raw | undefined): boolean {
  if (raw === undefined || raw === null) return true;
  switch (field.kind) {
    case 'text':
    case 'number':
    case 'choice':
    case 'pick':
    case 'value':
    case 'property':
    case 'instant':
      return isScalar(raw);
    case 'flag':
      return raw === true || raw === false || /^(?:true|false)$/i.test(textAt(raw));
    case 'texts':
    case 'choices':
    case 'picks':
    case 'values':
      return Array.isArray(raw) && raw.every(isScalar);
    case 'eventFilters':
      return Array.isArray(raw) && raw.every(isObject);
    case 'shifts':
      return isObject(raw) && Object.values(raw).every((value) => value === null || isScalar(value));
    case 'object':
    case 'variant':
    case 'operation':
      return isObject(raw);
    case 'listOfFlow':
      return isObject(raw) || (Array.isArray(raw) && raw.length <= 1 && raw.every(isObject));
    case 'day':
    case 'timeOfDay':
    case 'association':
      return true;
  }
}

function isScalar(raw: Raw): boolean {
  return typeof raw === 'string' || typeof raw === 'number' || isRawNumber(raw);
}

/** The variant that an object is; undefined for one that nobody here knows. */
export function variantOf(raw: Raw | undefined, table: VariantTable): Variant | undefined {
  const member = saysWhich(raw, table);
  const said = textAt(raw, member);
  const id = table.spellings?.[said] ?? said;
  return table.variants.find((variant) => variant.id === id);
}

/** The member that says which variant it is, as it is spelled there. */
export function saysWhich(raw: Raw | undefined, { by, byToo = [] }: VariantTable): string {
  return [by, ...byToo].find((name) => textAt(raw, name) !== '') ?? by;
}

/** Another variant of the same; members that both have stay. */
export function asVariant(raw: Raw | undefined, table: VariantTable, to: Variant): RawObject {
  const was = isObject(raw) ? raw : {};
  if (variantOf(raw, table) === to) return was;
  const kept = Object.fromEntries(
    Object.keys(to.start).flatMap((key) => (key in was ? [[key, was[key]!]] : [])),
  );
  return { [saysWhich(raw, table)]: to.id, ...to.start, ...kept };
}
