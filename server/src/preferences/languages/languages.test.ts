import { expect, test } from 'vitest';
import { EMAIL_LANGUAGES } from '../../accounts/index.ts';
import { filled, LANGUAGES, type Texts, textsFor, textsForBrowser } from './index.ts';

const english = textsFor('en');
const namesOf = (texts: Texts) => Object.keys(texts) as (keyof Texts)[];
const valuesIn = (text: string) => (text.match(/\{\w*\}/g) ?? []).sort();

test('the languages of the settings are those that there are texts of', () => {
  expect(LANGUAGES.map(({ language }) => language)).toEqual([...EMAIL_LANGUAGES]);
});

test.each(LANGUAGES.map((texts) => [texts.language, texts] as const))(
  '%s says all that English says, with the same values, and in words of its own',
  (language, texts) => {
    expect(namesOf(texts)).toEqual(namesOf(english));
    for (const name of namesOf(english)) {
      expect([name, valuesIn(texts[name])]).toEqual([name, valuesIn(english[name])]);
      expect(texts[name]).toMatch(/^[^<>&]+$/);
      expect([name, texts[name] === texts[name].trim()]).toEqual([name, true]);
    }
    const same = namesOf(english).filter((name) => texts[name] === english[name]);
    expect(same).toEqual(language === 'en' ? namesOf(english) : []);
  },
);

test.each([
  [['de'], 'de'],
  [['pt-br'], 'pt'],
  [[' FR_ca '], 'fr'],
  [['ja', 'nl'], 'nl'],
  [['', null, undefined, 'it'], 'it'],
  [['zh'], 'en'],
  [['constructor'], 'en'],
  [[], 'en'],
])('%j is spoken to in %s', (languages, language) => {
  expect(textsFor(...languages).language).toBe(language);
});

test('a browser says what it reads', () => {
  expect(textsForBrowser('ja, es-MX;q=0.9, en;q=0.8').language).toBe('es');
  expect(textsForBrowser('*').language).toBe('en');
  expect(textsForBrowser(undefined).language).toBe('en');
  expect(textsForBrowser(`${'xx,'.repeat(10_000)}de`).language).toBe('en');
});

test('a value is put in as it is, once', () => {
  expect(filled('{type} of {sender}', { type: '{sender} $& <b>', sender: 'us' })).toBe(
    '{sender} $& <b> of us',
  );
});
