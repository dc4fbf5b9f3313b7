import { createLog, openDatabase, readConfig } from '../../server/src/platform/index.ts';
import { createApi, createServices, DIFFERENCES } from '../../server/src/roles/index.ts';
import type { ApiDocument, Operation, Tested } from './api-document.ts';
import { table } from './write.ts';

/** The API's description, from a server that listens nowhere and whose database is never asked. */
export async function apiDocument(): Promise<ApiDocument> {
  const nowhere = openDatabase({ url: 'postgres://localhost/none' });
  const app = await createApi(createServices(readConfig({}), createLog('error'), nowhere));
  const document = app.swagger() as unknown as ApiDocument;
  await app.close();
  return document;
}

/** A table of operations for each feature, with the statuses that the tests have seen. */
export function operationsTables(document: ApiDocument, tested: Tested): string {
  const byTag = Map.groupBy(operations(document), ({ operation }) => operation.tags[0]!);
  const sections = document.tags.flatMap(({ name, description }) => {
    const own = byTag.get(name)?.filter(({ method, path }) => !isOfV4(document, method, path)) ?? [];
    if (own.length === 0) return [];
    const rows = own.map(({ method, path, operation }) => [
      `\`${method} ${path}\``,
      operation.summary ?? '',
      scopesOf(operation),
      tested[`${method} ${path}`]?.join(' ') ?? '',
      DIFFERENCES[`${method} ${path}`] ?? '',
    ]);
    const head = ['operation', 'does', 'scopes', 'tested answers', 'differs'];
    const columns = rows.some((row) => row[4] !== '') ? 5 : 4;
    const trimmed = rows.map((row) => row.slice(0, columns));
    return [`### ${name}\n\n${description}\n\n${table(head.slice(0, columns), trimmed)}`];
  });
  return sections.join('\n\n');
}

/** Whether the dated version has it from v4, in whose table it stands. */
function isOfV4({ paths }: ApiDocument, method: string, path: string): boolean {
  const twin = path.replace('/automation/2026-09-beta/', '/automation/v4/');
  return twin !== path && paths[twin]?.[method.toLowerCase()] !== undefined;
}

function operations(document: ApiDocument) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
}

function scopesOf({ security }: Operation): string {
  const [asked] = security;
  if (!asked) return 'no token';
  return asked.token.map((scope) => `\`${scope}\``).join(' ') || 'by object type';
}
