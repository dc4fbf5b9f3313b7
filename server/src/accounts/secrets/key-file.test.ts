import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKeyFile } from './key-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp('/tmp/millrace-key-');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const silent = () => undefined;

test('the key is made once, for its owner only, by however many begin together', async () => {
  const said: string[] = [];
  const dataDir = path.join(folder, 'new', 'data');
  const keys = await Promise.all(
    Array.from({ length: 8 }, () => readKeyFile(dataDir, (line) => said.push(line))),
  );
  keys.push(await readKeyFile(dataDir, silent));
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  expect(keys[0]).toHaveLength(32);
  expect(said).toEqual([expect.stringContaining('secret.key')]);
  expect(await readdir(dataDir)).toEqual(['secret.key']);
  const { mode } = await stat(path.join(dataDir, 'secret.key'));
  expect(mode & 0o777).toBe(0o600);
});

test('a file that holds no key is left as it is', async () => {
  const file = path.join(folder, 'secret.key');
  for (const text of ['', 'a passphrase\n', 'ab'.repeat(31)]) {
    await writeFile(file, text);
    await expect(readKeyFile(folder, silent)).rejects.toThrow('does not hold a key');
    expect(await readFile(file, 'utf8')).toBe(text);
  }
  await writeFile(file, `${'AB'.repeat(32)}\n`);
  expect(await readKeyFile(folder, silent)).toEqual(Buffer.alloc(32, 0xab));
});

test('where no file can be, the message says what to do', async () => {
  const file = path.join(folder, 'secret.key');
  await expect(readKeyFile(path.join(file, 'below'), silent)).rejects.toThrow('Set MILLRACE_SECRET_KEY');
});
