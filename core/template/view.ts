import type { ValueAt } from './rendering.ts';
import { type Scope, Shown, type Value } from './value.ts';

/** The names that tokens can use: scopes such as `contact.firstname`, `company.name`, and texts such as `unsubscribe_link`. */
export type View = Readonly<Record<string, Scope | string | null | undefined>>;

/** The text by which readers know a property's value; the value itself where there is no other. */
export type ShownAs = (scope: string, property: string, value: string) => string;

/** The values of a view. Only scopes have members, and their members have none. */
export function valuesIn(view: View, shownAs: ShownAs): ValueAt {
  return ([root, ...path]) => {
    const values = Object.hasOwn(view, root) ? (view[root] ?? null) : null;
    if (path.length === 0) return values;
    const name = path.join('.');
    if (values === null || typeof values === 'string' || !Object.hasOwn(values, name)) return null;
    const value = values[name];
    return value === undefined || value === '' ? (value ?? null) : shown(value, shownAs(root, name, value));
  };
}

function shown(value: string, text: string): Value {
  return text === value ? value : new Shown(value, text);
}
