import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { DIST } from './build-page.ts';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** A page by the module that the router loads for it, and what its scripts may weigh, compressed. */
export interface Budget {
  readonly page: string;
  readonly module: string;
  readonly scriptBytesMax: number;
}

const ENTRY = 'index.html';

export const BUDGETS: readonly Budget[] = [
  { page: '/flows', module: 'src/flows-page/index.ts', scriptBytesMax: 250_000 },
  { page: '/flows/{flowId}', module: 'src/editor/index.ts', scriptBytesMax: 320_000 },
  { page: '/flows/{flowId}/watch', module: 'src/watch/index.ts', scriptBytesMax: 310_000 },
];

/** The bytes of script that a browser fetches before a page of the router is whole, as the server sends them: by brotli. */
export async function scriptBytes(module: string): Promise<number> {
  const manifest = JSON.parse(await readFile(path.join(DIST, '.vite/manifest.json'), 'utf8')) as Readonly<
    Record<string, Chunk>
  >;
  const wanted = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The page has no chunk for ${name}.`);
    if (wanted.has(chunk.file)) return;
    wanted.add(chunk.file);
    for (const each of chunk.imports ?? []) add(each);
  };
  for (const name of [ENTRY, module]) add(name);
  const sizes = await Promise.all([...wanted].map(sentBytes));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sentBytes(file: string): Promise<number> {
  const at = path.join(DIST, file);
  const sent = await stat(`${at}.br`).catch(() => stat(at));
  return sent.size;
}
