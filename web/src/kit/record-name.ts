import type { ObjectTypeName } from '../api/index.ts';

type Properties = Readonly<Record<string, string | null>>;

/** What a record is called: by the properties that name records of its type, or by its id. */
export function recordName(type: ObjectTypeName, id: string, properties: Properties): string {
  if (type.id === '0-1') {
    const whole = [properties['firstname'], properties['lastname']].filter(Boolean).join(' ');
    return whole || properties['email'] || `Contact ${id}`;
  }
  const named = type.display.map((name) => properties[name]).find(Boolean);
  return named || `${type.singular} ${id}`;
}
