import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { InOnePiece } from './in-one-piece.ts';

async function passedOn(pieces: readonly string[]): Promise<string[]> {
  const from = Readable.from(pieces.map((piece) => Buffer.from(piece)));
  return (await from.pipe(new InOnePiece()).toArray()).map(String);
}

test('a message goes on in one piece, a large one in several, and nothing is lost', async () => {
  expect(await passedOn(['To: a\r\n', 'From: b\r\n', '\r\n', 'Hello'])).toEqual([
    'To: a\r\nFrom: b\r\n\r\nHello',
  ]);
  expect(await passedOn([])).toEqual([]);
  const lines = Array.from({ length: 20_000 }, (_, number) => `line ${number} of a long letter\r\n`);
  const pieces = await passedOn(lines);
  expect(pieces).toHaveLength(2);
  expect(pieces.join('')).toBe(lines.join(''));
});
