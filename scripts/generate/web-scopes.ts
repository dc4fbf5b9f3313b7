import type { ApiDocument, Operation } from './api-document.ts';
import { OLDER } from './client-operations.ts';

/** For each operation that the page may ask: the scopes that a token has to have for it, made of the same description as the types. */
export function webScopes(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    OLDER.test(path)
      ? []
      : Object.entries(methods).map(
          ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
        ),
  );
  const scoped = operations.flatMap(([name, { security }]) => {
    const any = security.map(({ token }) => token);
    // Without a token, or with any at all.
    return any.length === 0 || any.some((all) => all.length === 0) ? [] : [line(name, any.map(joined))];
  });
  const opening = operations.flatMap(([name, { 'x-opens': opens }]) =>
    opens ? [line(name, [opens.what, opens.access])] : [],
  );
  return [
    '// Made by `npm run generate` of server/openapi.json: what a token has to have for each operation.',
    '',
    '/** Of these scopes one is enough, or several where they are joined by a space; an operation that is not here asks for none. */',
    'export const SCOPES: Readonly<Record<string, readonly string[]>> = {',
    ...scoped,
    '};',
    '',
    '/** What is done with the object types in the path, which have scopes of their own. */',
    "export const OPENS: Readonly<Record<string, readonly ['records' | 'definitions', 'read' | 'write']>> = {",
    ...opening,
    '};',
    '',
  ].join('\n');
}

function joined(scopes: Operation['security'][number]['token']): string {
  return scopes.join(' ');
}

function line(name: string, values: readonly string[]): string {
  return `  '${name}': [${values.map((value) => `'${value}'`).join(', ')}],`;
}
