import type { Problem } from '@millrace/core/problem';

/** Where a definition of an object type names its properties. */
interface Names {
  readonly primaryDisplayProperty?: string | null | undefined;
  readonly secondaryDisplayProperties?: readonly string[] | undefined;
  readonly searchableProperties?: readonly string[] | undefined;
  readonly requiredProperties?: readonly string[] | undefined;
}

/** The properties that a definition names must be there. */
export function checkNames(names: Names, isProperty: (name: string) => boolean): Problem[] {
  const primary = names.primaryDisplayProperty ?? null;
  return [
    ...(primary === null ? [] : unknown('primaryDisplayProperty', primary, isProperty)),
    ...(['secondaryDisplayProperties', 'searchableProperties', 'requiredProperties'] as const).flatMap(
      (member) =>
        (names[member] ?? []).flatMap((name, index) => unknown(`${member}[${index}]`, name, isProperty)),
    ),
  ];
}

function unknown(path: string, name: string, isProperty: (name: string) => boolean): Problem[] {
  if (isProperty(name)) return [];
  return [{ path, code: 'PROPERTY_DOESNT_EXIST', message: `${path}: Property "${name}" does not exist` }];
}
