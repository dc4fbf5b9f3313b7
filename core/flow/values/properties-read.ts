import type { Value } from '../definition/index.ts';
import { referencesIn } from './references-in.ts';

/** The properties of the enrolled record that a value reads. */
export function propertiesReadBy(value: Value): string[] {
  switch (value.type) {
    case 'OBJECT_PROPERTY':
      return [value.propertyName];
    case 'APPEND_OBJECT_PROPERTY':
      return [value.appendPropertyName];
    case 'STATIC_VALUE':
      return propertiesInText(value.staticValue);
    case 'STATIC_APPEND_VALUE':
      return propertiesInText(value.staticAppendValue);
    case 'LIST':
      return value.values.flatMap(propertiesReadBy);
    default:
      return [];
  }
}

function propertiesInText(text: string): string[] {
  return referencesIn(text).flatMap(([root, first]) =>
    root === 'enrolled_object' && first !== undefined ? [first] : [],
  );
}
