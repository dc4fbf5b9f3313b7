/** Properties of records: their types, and the one canonical form a value has by its type. */
export { isAddress } from './address.ts';
export type { PropertyDefinition, PropertyOption, PropertyType } from './definition.ts';
export {
  instantOf,
  type NormalizedValue,
  normalizeComparand,
  normalizeValue,
  plainDecimal,
} from './normalize.ts';
