import { cp } from 'node:fs/promises';
import path from 'node:path';
import { PACKAGE, ROOT } from './places.ts';

/** What is not compiled: from the root of the clone to the same place in the package, or to another. */
const ASSETS: readonly (readonly [from: string, to?: string])[] = [
  ['cli/bin.js'],
  ['server/migrations'],
  ['server/src/code/runner'],
  ['web/dist'],
  ['examples/form-ticket-email.json'],
  ['docs/flow-test.schema.json', 'flow-test.schema.json'],
  ['packaging/README.md', 'README.md'],
  ['CHANGELOG.md'],
  ['LICENSE'],
];

export async function copyAssets(): Promise<void> {
  for (const [from, to = from] of ASSETS)
    await cp(path.join(ROOT, from), path.join(PACKAGE, to), { recursive: true });
}
