import { expect, it } from 'vitest';
import { KEPT_CHARACTERS_MAX, RevisionTexts } from './revision-texts.ts';

const kept = (revisionId: string, text: string) => ({ revisionId, text, answer: Buffer.from('') });

it('keeps one revision of a flow', () => {
  const texts = new RevisionTexts();
  texts.keep('1/7', kept('1', 'first'));
  texts.keep('1/7', kept('2', 'second'));
  expect(texts.get('1/7')).toMatchObject({ revisionId: '2', text: 'second' });
  expect(texts.get('2/7')).toBeUndefined();
});

it('lets go of the least recently read when there are too many characters', () => {
  const texts = new RevisionTexts();
  const third = 'x'.repeat(Math.ceil(KEPT_CHARACTERS_MAX / 3));
  for (const flow of ['1/1', '1/2']) texts.keep(flow, kept('1', third));
  texts.get('1/1');
  texts.keep('1/3', kept('1', third));
  expect(['1/1', '1/2', '1/3'].filter((flow) => texts.get(flow))).toEqual(['1/1', '1/3']);
});

it('counts what it has let go of no more', () => {
  const texts = new RevisionTexts();
  const half = 'x'.repeat(KEPT_CHARACTERS_MAX / 2);
  for (const revision of ['1', '2', '3']) texts.keep('1/1', kept(revision, half));
  texts.keep('1/2', kept('1', half));
  expect(texts.get('1/1')?.revisionId).toBe('3');
});
