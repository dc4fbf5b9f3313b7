import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { deepRedacted, redactorFor } from './redact.ts';
import { Redaction } from './redaction.ts';

const SECRET = 'p&ss "w<o>rd" with/ä+ÿ~';

const FORMS: Readonly<Record<string, string>> = {
  'as it is': SECRET,
  'in JSON': JSON.stringify({ key: SECRET }),
  'in JSON in JSON': JSON.stringify(JSON.stringify({ key: SECRET })),
  'in a URL': encodeURIComponent(SECRET),
  'in a form': new URLSearchParams({ key: SECRET }).toString(),
  'in a URL, small letters': encodeURIComponent(SECRET).replace(/%[0-9A-F]{2}/g, (text) =>
    text.toLowerCase(),
  ),
  'as base64': Buffer.from(SECRET).toString('base64'),
  'as base64 for URLs': Buffer.from(SECRET).toString('base64url'),
  'behind one byte, as base64': Buffer.from(`:${SECRET}:`).toString('base64'),
  'behind a user, as base64': Buffer.from(`ada:${SECRET}`).toString('base64'),
  'behind a longer user, as base64': Buffer.from(`lovelace:${SECRET}@host`).toString('base64'),
  'as hexadecimal': Buffer.from(SECRET).toString('hex'),
  'in JSON of PHP': JSON.stringify({ key: SECRET }).replaceAll('/', '\\/'),
  'in JSON of Python': JSON.stringify({ key: SECRET }).replaceAll('ä', '\\u00e4').replaceAll('ÿ', '\\u00ff'),
  'as code is shown it': inspect({ key: SECRET }),
  'in HTML': '<p>p&amp;ss &quot;w&lt;o&gt;rd&quot; with/ä+ÿ~</p>',
};

test.each(Object.entries(FORMS))('a secret is found %s', (_, text) => {
  const redacted = redactorFor([SECRET])(`before ${text} after`);
  expect(redacted).toContain('[secret]');
  expect(redacted).toMatch(/^before .*after$/);
  // At most the characters at the rim are left, which what stands beside the secret decides as well.
  expect(redacted.length).toBeLessThan('before  after'.length + text.length - Buffer.byteLength(SECRET) / 2);
});

test('every secret of the account, the longer of two that begin alike; nothing else, and nothing too short', () => {
  const redact = redactorFor(['token-of-ada', 'token-of-ada-lovelace', 'short']);
  expect(redact('token-of-ada-lovelace, token-of-ada, token-of-babbage, short')).toBe(
    '[secret], [secret], token-of-babbage, short',
  );
  expect(redactorFor([])('text')).toBe('text');
});

test('an account knows its own secrets, replaced ones too, and those of the installation; no other account does', () => {
  const redaction = new Redaction();
  redaction.hideEverywhere(['password of the mail server', undefined]);
  redaction.know('1', 'first value');
  expect(redaction.redactorOf('1')('first value')).toBe('[secret]');
  redaction.know('1', 'second value');
  expect(redaction.redactorOf('1')('first value, second value, password of the mail server')).toBe(
    '[secret], [secret], [secret]',
  );
  expect(redaction.redactorOf('2')('first value, password of the mail server')).toBe('first value, [secret]');
});

const PASSWORD = 'pass:word "of" Ada/ö';
const BASIC = `Basic ${Buffer.from(`ada:${PASSWORD}`).toString('base64')}`;

test.each([
  ['a password of Authorization: Basic', BASIC, PASSWORD],
  ['a user with it', BASIC, `ada:${PASSWORD}`],
  ['it as JSON', BASIC, JSON.stringify(PASSWORD).slice(1, -1)],
  ['a token of Authorization: Bearer', 'Bearer token-of-ada', 'token-of-ada'],
  ['a line of several', 'first line\n  second line\n', 'second line'],
  ['what was trimmed', ' token-of-ada\n', 'token-of-ada'],
])('%s is a secret, too', (_, secret, said) => {
  expect(redactorFor([secret])(`says ${said}.`)).toBe('says [secret].');
});

test('a secret that the end of a long text cuts off is found; a short text that it begins with is not', () => {
  const redact = redactorFor(['production-token']);
  const long = 'x'.repeat(300);
  for (let length = 6; length <= 16; length++)
    expect(redact(long + 'production-token'.slice(0, length))).toBe(`${long}[secret]`);
  expect(redact('production')).toBe('production');
  expect(redact(`${long} production-mode`)).toBe(`${long} production-mode`);
});

test('as many values as an account may have, one pass over a text', () => {
  const values = Array.from({ length: 160 }, (_, index) => `key${String(index).padStart(3, '0')}`);
  const redact = redactorFor(values);
  expect(redact(values.join(' '))).toBe(values.map(() => '[secret]').join(' '));
  expect(redact('ke key 000 key999 KEY000')).toBe('ke key 000 key999 KEY000');
});

test('names of members are texts as well', () => {
  const redact = redactorFor(['token-of-ada']);
  expect(deepRedacted({ 'token-of-ada': [{ a: 'token-of-ada', b: 1 }], c: null }, redact)).toEqual({
    '[secret]': [{ a: '[secret]', b: 1 }],
    c: null,
  });
});

test('what is stored is learnt by its version; what was stored stays known', () => {
  const redaction = new Redaction();
  const at = (secretsVersion: string) => ({ id: '1', secretsVersion });
  expect(redaction.knowsAll(at('0'))).toBe(false);
  redaction.learn(at('1'), ['first value', 'second value']);
  expect([redaction.knowsAll(at('0')), redaction.knowsAll(at('1')), redaction.knowsAll(at('2'))]).toEqual([
    ...[true, true, false],
  ]);
  redaction.learn(at('2'), ['third value']);
  expect(redaction.redactorOf('1')('first value, second value, third value')).toBe(
    '[secret], [secret], [secret]',
  );
});
