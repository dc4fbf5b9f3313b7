import { expect, test } from 'vitest';
import { sampleEmail } from '../../test/support/marketing-email.ts';
import { composeMail } from './compose.ts';

const ada = { email: 'ada@example.com', firstname: 'Ada' };

test('a mail for a contact', () => {
  expect(composeMail(sampleEmail(), ada, { name: 'Engines' })).toMatchObject({
    ok: true,
    mail: { emailId: '70010001', to: 'ada@example.com', subject: 'Hello Ada', text: 'Dear Ada of Engines' },
  });
});

test('other records are named through the view', () => {
  const email = sampleEmail({ subject: '{{ owner.firstname }}' });
  expect(composeMail(email, ada, null, { view: { owner: { firstname: 'Olga' } } })).toMatchObject({
    mail: { subject: 'Olga' },
  });
});

test.each([
  [undefined, ada, 'EMAIL_NOT_FOUND'],
  [sampleEmail({ archivedAt: 5 }), ada, 'EMAIL_DELETED'],
  [sampleEmail({ state: 'AUTOMATED_DRAFT' }), ada, 'EMAIL_NOT_PUBLISHED'],
  [sampleEmail({ state: 'PUBLISHED' }), ada, 'EMAIL_NOT_AUTOMATED'],
  [sampleEmail(), {}, 'NO_RECIPIENT'],
  [sampleEmail(), { email: ' ' }, 'NO_RECIPIENT'],
  [sampleEmail(), { email: 'ada' }, 'INVALID_RECIPIENT'],
  [sampleEmail(), { email: 'ada@example.com, eve@example.com' }, 'INVALID_RECIPIENT'],
  [sampleEmail(), { email: 'ada@example.com\r\nBcc: eve@example.com' }, 'INVALID_RECIPIENT'],
  [sampleEmail(), { ...ada, hs_marketable_status: 'false' }, 'NON_MARKETABLE'],
  [sampleEmail(), { ...ada, hs_email_optout: 'true' }, 'UNSUBSCRIBED'],
  [sampleEmail({ subscriptionId: '9' }), { ...ada, hs_email_optout_9: 'true' }, 'UNSUBSCRIBED'],
  [sampleEmail(), { ...ada, hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' }, 'BOUNCED'],
  [sampleEmail(), { ...ada, hs_email_quarantined: 'true' }, 'QUARANTINED'],
  [sampleEmail({ from: { replyTo: 'not an address' } }), ada, 'INVALID_SENDER'],
  [sampleEmail({ subject: '{{' }), ada, 'RENDER_ERROR'],
] as const)('%# not sent: %s %j', (email, contact, reason) => {
  expect(composeMail(email, contact, null)).toMatchObject({ ok: false, reason, message: expect.any(String) });
});

test.each([
  [{ ...ada, hs_marketable_status: 'true' }],
  [{ ...ada, hs_marketable_status: '' }],
  [{ ...ada, hs_email_optout: 'false' }],
  [{ ...ada, hs_email_optout_8: 'true' }],
])('sent: %j', (contact) => {
  expect(composeMail(sampleEmail({ subscriptionId: '9' }), contact, null).ok).toBe(true);
});
