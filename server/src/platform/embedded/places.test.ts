import { chmod, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeData, placeSocket, removeSocket } from './places.ts';

const US = { name: undefined, uid: undefined, gid: undefined, spawn: { cwd: '/' } };
const silent = () => undefined;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp('/tmp/millrace-places-');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const modeOf = async (place: string) => (await stat(place)).mode & 0o777;

test('a socket whose path would be too long gets a folder of this run alone: nobody can have made it before', async () => {
  const data = path.join(folder, 'x'.repeat(90), 'postgres');
  const [one, two] = [await placeSocket(data, US), await placeSocket(data, US)];
  expect(one).toMatch(/^\/tmp\/millrace-socket-\w{6}$/);
  expect(two).not.toBe(one);
  expect(await modeOf(one)).toBe(0o700);
  for (const place of [one, two]) await removeSocket(place);
  await expect(stat(one)).rejects.toThrow('ENOENT');
  // One that is elsewhere is not ours to remove.
  await removeSocket(folder);
  expect((await stat(folder)).isDirectory()).toBe(true);
});

test('no link is followed, and a folder that others may write is closed to them', async () => {
  const target = path.join(folder, 'target');
  await mkdir(target, { mode: 0o755 });
  await symlink(target, path.join(folder, 'linked'));
  await expect(placeData(path.join(folder, 'linked'), US, silent)).rejects.toThrow('is a link or a file');
  expect(await modeOf(target)).toBe(0o755);

  const open = path.join(folder, 'open');
  await mkdir(open);
  await chmod(open, 0o777);
  await placeData(open, US, silent);
  expect(await modeOf(open)).toBe(0o700);
});

test.runIf(process.getuid?.() === 0)(
  'what belongs to a third account is neither taken nor given away',
  async () => {
    const theirs = path.join(folder, 'theirs');
    await mkdir(theirs);
    const { chown } = await import('node:fs/promises');
    await chown(theirs, 12_345, 12_345);
    await expect(placeData(theirs, US, silent)).rejects.toThrow('belongs to another user (12345)');
  },
);
