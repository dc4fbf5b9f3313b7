import MailComposer from 'nodemailer/lib/mail-composer';
import { expect, test } from 'vitest';
import { messageText } from './in-one-piece.ts';

const LONG = 'A line that is longer than a mail may have, with a trailing blank '.repeat(40);

const TEXTS: readonly (readonly [string, string])[] = [
  ['short lines', 'Hello\nAnn\n'],
  ['nothing', ''],
  ['long lines', `${LONG}\n${LONG}`],
  ['long words', 'a=b'.repeat(500)],
  ['a few letters beyond ASCII', `Zürich, 18 °C: ${LONG} é`],
  ['hardly any ASCII', 'Москва и Токио 東京 '.repeat(60)],
  ['a dot at the begin of a line', '.\n..\nline\n.'],
  ['other ends of lines', `one\r\ntwo\rthree\n${LONG}\r\n`],
  ['blanks before ends', 'one \ntwo\t\n   \nÄ \n'],
  ['more than one slice of an encoder', `${LONG}é\n`.repeat(60)],
];

test.each(TEXTS)('a message of %s is the one that nodemailer writes', async (_, text) => {
  for (const html of [undefined, `<p>${text}</p>`]) {
    const message = new MailComposer({
      messageId: '<1.2.3@example.test>',
      date: new Date(0),
      from: { name: 'Jörg Müller', address: 'news@example.test' },
      to: { name: '', address: 'ann@example.test' },
      subject: `Grüße ${text.slice(0, 200)}`,
      text,
      ...(html === undefined ? {} : { html }),
      headers: { 'List-Unsubscribe': { prepared: true, value: `<https://example.test/${'x'.repeat(200)}>` } },
    }).compile();
    const written = (await message.build()).toString();
    expect(atItsEnd(messageText(message)!)).toBe(atItsEnd(written));
  }
});

test('a message that is not all text is left to nodemailer', () => {
  const message = new MailComposer({ text: 'Hello', attachments: [{ content: Buffer.from('x') }] }).compile();
  expect(messageText(message)).toBeUndefined();
});

/** The connection ends the last line of a message itself. */
function atItsEnd(message: string): string {
  return message.replace(/\r?\n$/, '');
}
