import { expect, test } from 'vitest';
import { Redaction, redactorFor } from './redaction.ts';

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
