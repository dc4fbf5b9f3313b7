/**
 * The value that an object itself has under a name that somebody chose. Members that every object inherits, such as `constructor`, are
 * no values.
 */
export function ownValue<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
