import type { PropertyDefinition } from '../property/index.ts';

/** Several options, as a sentence has them. */
const BETWEEN_OPTIONS = '; ';

/** Labels of a property's options by value; definitions never change once they are loaded. */
const labels = new WeakMap<PropertyDefinition, ReadonlyMap<string, string>>();

/** A value for display: options by their labels, several joined; other values as they are. */
export function shownAs(property: PropertyDefinition, value: string): string {
  if (property.options.length === 0) return value;
  const known =
    labels.get(property) ?? new Map(property.options.map((option) => [option.value, option.label]));
  labels.set(property, known);
  return (
    known.get(value) ??
    value
      .split(';')
      .map((each) => known.get(each) ?? each)
      .join(BETWEEN_OPTIONS)
  );
}
