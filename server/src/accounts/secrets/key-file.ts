import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseSecretKey } from '../../platform/index.ts';
import { newSecretKey, newSecretName } from './random.ts';

/** In the data directory. */
const KEY_FILE = 'secret.key';

/** Only the account that Millrace runs as may look. */
const KEY_FILE_MODE = 0o600;

/**
 * The key that is kept in the data directory, made when there is none, of `first` if that is given; `say` is told of that. Throws when it can be
 * neither read nor made, or is no key.
 */
export async function readKeyFile(
  dataDir: string,
  say: (line: string) => void,
  first: Buffer = newSecretKey(),
): Promise<Buffer> {
  const file = path.join(dataDir, KEY_FILE);
  return keyIn(file, async () => (await textOf(file)) ?? (await makeKeyFile(file, first, say)));
}

/** The same where there is one; nothing is made. */
export async function findKeyFile(dataDir: string): Promise<Buffer | undefined> {
  const file = path.join(dataDir, KEY_FILE);
  const text = await textOf(file);
  return text === undefined ? undefined : keyIn(file, async () => text);
}

async function keyIn(file: string, read: () => Promise<string>): Promise<Buffer> {
  try {
    const key = parseSecretKey((await read()).trim());
    if (key) return key;
  } catch (error) {
    const why = (error as Error).message;
    throw new Error(`the key for secrets cannot be kept in ${file} (${why}). Set MILLRACE_SECRET_KEY.`, {
      cause: error,
    });
  }
  throw new Error(
    `${file} does not hold a key of 32 bytes in base64. Put its copy back; do not make another.`,
  );
}

/** Linked into place when it is whole: processes that start together all come to use the same one. */
async function makeKeyFile(file: string, key: Buffer, say: (line: string) => void): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${newSecretName('new')}`;
  await writeFile(draft, `${key.toString('base64')}\n`, { mode: KEY_FILE_MODE, flag: 'wx' });
  try {
    await link(draft, file);
    say(`Made the key for secrets, ${file}: keep a copy of it`);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
