import { readFile } from 'node:fs/promises';
import type { ApiDocument, Tested } from './api-document.ts';

/** The statuses that the tests have seen, by operation; written by `npm run generate:tested`. */
export const TESTED_FILE = new URL('../../server/test/operations.json', import.meta.url);

export async function readTested(): Promise<Tested> {
  return JSON.parse(await readFile(TESTED_FILE, 'utf8')) as Tested;
}

/** Sorts requests (`GET /crm/v3/owners/7 200`) by the operation that answered them. */
export function testedOperations(document: ApiDocument, requests: Iterable<string>): Tested {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      pattern: patternOf(path),
    })),
  );
  // A path without parameters is meant before one that has them.
  operations.sort((a, b) => a.name.split('{').length - b.name.split('{').length);
  const statuses = new Map<string, Set<number>>(operations.map(({ name }) => [name, new Set()]));
  for (const request of requests) {
    const [method, path, status] = request.split(' ') as [string, string, string];
    const found = operations.find((each) => each.method === method && each.pattern.test(path));
    if (found) statuses.get(found.name)!.add(Number(status));
  }
  return Object.fromEntries(
    [...statuses]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, seen]) => [name, [...seen].sort((a, b) => a - b)]),
  );
}

/** Both base paths of the dated version, and a slash at the end, are the same operation. */
function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{[^}]+\}/g, '[^/]+')
    .replace(/\/$/, '');
  return new RegExp(`^${source}/?$`);
}

/** Operations that no test has seen succeed. */
export function untested(tested: Tested, document: ApiDocument): string[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .map((method) => `${method.toUpperCase()} ${path}`)
      .filter((name) => !tested[name]?.some((status) => status < 400)),
  );
}
