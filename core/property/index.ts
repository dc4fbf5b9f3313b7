/** Properties of records: their types, and the one canonical form a value has by its type. */
export { isAddress } from './address.ts';
export type { PropertyDefinition, PropertyOption, PropertyType } from './definition.ts';
export {
  INTERNAL_NAME,
  INTERNAL_NAME_CHARACTERS_MAX,
  isInternalName,
  RESERVED_NAME,
} from './internal-name.ts';
export {
  instantOf,
  type NormalizedValue,
  normalizeComparand,
  normalizeValue,
  plainDecimal,
} from './normalize.ts';
