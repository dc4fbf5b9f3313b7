import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PACKAGE, ROOT } from './places.ts';

interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The workspaces that are in the package. The page brings what it needs along. */
const PARTS = ['core', 'client', 'server', 'cli'];
/** Those that others import by name. */
const NAMED = ['core', 'client'];
/** What the JavaScript asks for; cli/bin.js says so to an older one. */
const NODE = '>=22.12.0';

/** Writes the package.json: what the parts need of others, and no tool that they were made with. */
export async function writeManifest(): Promise<void> {
  const root = await manifestOf('.');
  const parts = await Promise.all(PARTS.map(manifestOf));
  const { version, description, license } = root;
  const manifest = {
    name: 'millrace',
    version,
    description,
    keywords: ['hubspot', 'workflow', 'automation', 'postgresql', 'marketing', 'testing'],
    license,
    type: 'module',
    engines: { node: NODE },
    bin: { millrace: 'cli/bin.js' },
    exports: {
      './testing': { types: './testing/index.d.ts', default: './testing/index.js' },
      './package.json': './package.json',
    },
    imports: Object.assign({}, ...(await Promise.all(NAMED.map(importsOf)))),
    dependencies: ofOthers(parts.map(({ dependencies = {} }) => dependencies)),
    optionalDependencies: ofOthers(parts.map(({ optionalDependencies = {} }) => optionalDependencies)),
  };
  await writeFile(path.join(PACKAGE, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function manifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(ROOT, folder, 'package.json'), 'utf8'));
}

/** `#core/time`, for each door of a part. */
async function importsOf(part: string): Promise<Record<string, string>> {
  const { exports = {} } = await manifestOf(part);
  return Object.fromEntries(
    Object.entries(exports).map(([door, file]) => [
      `#${path.join(part, door)}`,
      `./${path.join(part, file).replace(/\.ts$/, '.js')}`,
    ]),
  );
}

/** Together, by name; two parts that want different ranges of one package are a mistake. */
function ofOthers(all: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const ranges = new Map<string, string>();
  for (const [name, range] of all.flatMap(Object.entries<string>)) {
    if (name.startsWith('@millrace/')) continue;
    const other = ranges.get(name);
    if (other !== undefined && other !== range)
      throw new Error(`${name} is wanted as ${range} by one part and as ${other} by another.`);
    ranges.set(name, range);
  }
  return Object.fromEntries([...ranges].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
