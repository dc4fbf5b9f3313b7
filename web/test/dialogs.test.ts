import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src/', import.meta.url));
const KIT_DIALOG = /import \{[^}]*\bDialog\b[^}]*\} from '(?:\.\.\/)+kit\/index\.ts'|from '\.\/dialog\.tsx'/;

/** What opens a dialog of the kit: its name and text. */
const dialogs = globSync('**/*.tsx', { cwd: SOURCE })
  .map((name) => ({ name, text: readFileSync(path.join(SOURCE, name), 'utf8') }))
  .filter(({ text }) => KIT_DIALOG.test(text));

test('there are dialogs', () => expect(dialogs.length).toBeGreaterThan(15));

test('the dialog puts the keyboard into its first field: none says so by itself', () => {
  expect(dialogs.filter(({ text }) => /\bautoFocus\b/.test(text)).map(({ name }) => name)).toEqual([]);
});

test('what is sent from a dialog tells it what failed, so that the keyboard goes to the field at fault', () => {
  const sending = dialogs.filter(({ text }) => text.includes('useMutation('));
  expect(sending.filter(({ text }) => !/\bfailure=|\berror=/.test(text)).map(({ name }) => name)).toEqual([]);
});
