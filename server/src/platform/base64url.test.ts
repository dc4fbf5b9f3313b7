import { expect, it } from 'vitest';
import { fromBase64url } from './base64url.ts';

it('reads back what was written', () => {
  for (let length = 0; length < 20; length++) {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 83) % 256));
    expect(fromBase64url(bytes.toString('base64url'))).toEqual(bytes);
  }
});

it.each([
  'AAAA=',
  'AAA=',
  'AA A',
  'AAAA!',
  'AA\nAA',
  'A',
  // Bits beyond the last byte.
  'AB',
  // The other alphabet.
  '+/+/',
  'ÄAAA',
])('refuses %j', (text) => {
  expect(fromBase64url(text)).toBeUndefined();
});
