import { expect, test } from 'vitest';
import { RENDERED_CHARACTERS_MAX, referencesIn, renderTokens } from './tokens.ts';

test('tokens are filled in, all else stays', () => {
  const text =
    'Hi {{ enrolled_object.firstname }}{{- action_outputs.action_output_1.id -}}, {{ not closed { } {{}}';
  expect(renderTokens(text, ({ root, path }) => `<${root}:${path.join('/')}>`)).toBe(
    'Hi <enrolled_object:firstname><action_outputs:action_output_1/id>, {{ not closed { } {{}}',
  );
  expect(renderTokens('{{ a.b }}!', () => null)).toBe('!');
});

test('a text that would get too long is none', () => {
  const long = 'x'.repeat(RENDERED_CHARACTERS_MAX / 2);
  expect(renderTokens('{{ a.b }}{{ a.b }}', () => long)).toHaveLength(RENDERED_CHARACTERS_MAX);
  expect(renderTokens('{{ a.b }}{{ a.b }}!', () => long)).toBeNull();
  expect(renderTokens('{{ a.b }}'.repeat(10_000), () => long)).toBeNull();
});

test('a text is read in time in proportion to its length', () => {
  const hostile = (times: number) => [
    '{{ '.repeat(times),
    `{{ ${' '.repeat(times)}`,
    `{{ a${'.a'.repeat(times)}`,
    `{{ ${'a'.repeat(times)}`,
    `{{ a${' '.repeat(times)}`,
    '{{ a.b -'.repeat(times),
  ];
  const took = (text: string) => {
    const begun = performance.now();
    referencesIn(text);
    return performance.now() - begun;
  };
  // The best of three: a busy machine makes single ones slow.
  const best = (text: string) => Math.min(took(text), took(text), took(text));
  for (const [index, small] of hostile(10_000).entries()) {
    const ratio = best(hostile(100_000)[index]!) / Math.max(1, best(small));
    expect(ratio, small.slice(0, 20)).toBeLessThan(60);
  }
});
