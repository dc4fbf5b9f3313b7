import { expect, test } from 'vitest';
import { type SmtpFailure, sortFailure } from './smtp-answer.ts';

const answer = (response: string, command = 'RCPT TO'): SmtpFailure => ({
  code: 'EENVELOPE',
  command,
  response,
  responseCode: Number(response.slice(0, 3)),
});
const hard = (status: string | null) => ({
  kind: 'bounced',
  bounce: { type: 'HARD', reason: 'UNKNOWN_USER', status },
});
const full = (status: string | null) => ({
  kind: 'bounced',
  bounce: { type: 'SOFT', reason: 'MAILBOX_FULL', status },
});
const later = { kind: 'later', about: 'mail' };
const refused = { kind: 'refused' };

test.each([
  [
    '550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
    hard('5.1.1'),
  ],
  [
    '550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 Please try again',
    hard('5.1.1'),
  ],
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound', hard('5.1.10')],
  ['556 5.1.10 Recipient address has null MX', hard('5.1.10')],
  ['550 5.2.1 The mailbox is disabled', hard('5.2.1')],
  ['550 No such user here', hard(null)],
  ['551 User not local', hard(null)],
  ['552 5.2.2 The mailbox is over its quota', full('5.2.2')],
  ['552 Mailbox full', full(null)],
  ['550 5.7.1 Message rejected due to local policy', refused],
  ['550 5.7.26 Unauthenticated mail is not accepted due to the DMARC policy', refused],
  ['554 5.7.1 Service unavailable; client host blocked using a list', refused],
  ['550 Blocked - see https://policy.example/', refused],
  ['550 relaying denied', refused],
  ['554 Transaction failed', refused],
  ['501 Syntax error', refused],
  ['451 4.7.1 Greylisted, try again', later],
  ['450 4.2.1 The mailbox is busy', later],
  ['452 4.2.2 The mailbox is over its quota', later],
  // A server that contradicts itself: what its status code says is more exact.
  ['550 4.2.2 Mailbox full, try later', later],
] as const)('of the recipient: %s', (response, expected) => {
  expect(sortFailure(answer(response))).toEqual(expected);
});

test.each([
  ['MAIL FROM', '550 No such user here', refused],
  ['MAIL FROM', '553 5.1.8 Sender address rejected: domain not found', refused],
  ['MAIL FROM', '452 4.3.1 Insufficient storage', later],
  ['DATA', '550 5.1.1 No such user', hard('5.1.1')],
  ['DATA', '554 5.6.0 Message content rejected', refused],
  ['DATA', '550 Message refused', refused],
] as const)('of %s: %s', (command, response, expected) => {
  expect(
    sortFailure({ ...answer(response, command), code: command === 'DATA' ? 'EMESSAGE' : 'EENVELOPE' }),
  ).toEqual(expected);
});

test.each([
  { code: 'ECONNECTION', message: 'connect ECONNREFUSED' },
  { code: 'ETIMEDOUT', message: 'Greeting never received' },
  { code: 'EAUTH', response: '535 5.7.8 Authentication failed', responseCode: 535 },
  { code: 'EPROTOCOL', response: '554 5.7.1 No service here', responseCode: 554 },
  { code: 'ETLS', message: 'certificate has expired' },
  {},
])('of the server as a whole: %j', (failure) => {
  expect(sortFailure(failure)).toEqual({ kind: 'later', about: 'server' });
});

test('a mail that got to no server is not tried again', () => {
  expect(sortFailure({ code: 'EENVELOPE', message: 'No recipients defined' })).toEqual(refused);
});
