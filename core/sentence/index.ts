/**
 * What sentences are made of: parts with what they name, the names of things, and how values, times and lists are said in English.
 * In: raw JSON, which is read leniently, so that half of a flow has its sentence, too; out: parts. Depends on nothing.
 */

export { amount, daysText, delayText, minutesText, monthText, timeOfDayText } from './durations.ts';
export {
  entryFor,
  flagOf,
  type Given,
  isFilled,
  itemsOf,
  listOf,
  membersOf,
  numberOf,
  textOf,
  textsOf,
} from './given.ts';
export { type Mentioned, mentionsOf } from './mentions-of.ts';
export { dateText, instantText, momentOf } from './moments.ts';
export {
  type AssociationWords,
  type Bearer,
  type Names,
  type NamesTable,
  NO_NAMES,
  namesOf,
  type ObjectTypeWords,
  type PropertyWords,
} from './names.ts';
export { numberText } from './numbers.ts';
export {
  and,
  capital,
  joined,
  missing,
  or,
  type Part,
  type PartKind,
  plain,
  quoted,
  series,
  shortened,
  type TextPart,
  type ThingPart,
  text,
  thing,
  withPath,
} from './part.ts';
export type { Tense } from './tense.ts';
export {
  aRecord,
  objectTypeWords,
  outputPart,
  pluralOf,
  propertyPart,
  type TokenSetting,
  thingSaid,
  tokenPart,
  tokensIn,
  valuePart,
  valueText,
} from './things.ts';
